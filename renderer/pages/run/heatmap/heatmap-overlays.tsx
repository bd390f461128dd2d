import type { MatrixInfo } from '#shared/domain/matrix.ts';
import type { MatrixTree } from '#shared/domain/matrix-facts.ts';
import { trackRoom } from '../../../plots/heatmap.ts';
import type { View } from '../../../plots/view.ts';
import type { Selection } from '../heatmap-search.ts';
import { ActivityTracks } from './activity-tracks.tsx';
import { CellCursor } from './cell-cursor.tsx';
import type { Position } from './cursor-keys.ts';
import { GroupTracks } from './group-tracks.tsx';
import { HistoryBand } from './history-band.tsx';
import type { PlotSize } from './plot-size.ts';
import { SelectionFrame } from './selection/selection-frame.tsx';
import { TreeTrack } from './tree-track.tsx';
import type { DrawnWindow } from './window-query.ts';

type Props = {
  drawn: DrawnWindow;
  info: MatrixInfo;
  pixels: PlotSize;
  view: View;
  tree: MatrixTree | undefined;
  cursor: Position | null;
  selection: Selection | null;
};

/** What is drawn beside and over the cells, and moves with them at once. */
export function HeatmapOverlays({ drawn: { axes, asked }, info, pixels, view, tree, cursor, selection }: Props) {
  const { width, height } = pixels.cells;
  const place = { view, width, height };
  const groups = info.groups ? trackRoom.group : 0;
  return (
    <div className="heatmap-over" style={{ left: pixels.margin.left, top: pixels.margin.top }}>
      {info.groups && <GroupTracks axes={axes} kind={info.kind} groups={info.groups} {...place} />}
      <ActivityTracks axes={axes} {...place} before={groups} />
      {tree && pixels.hasTree && (
        <TreeTrack tree={tree} view={view} width={width} before={groups + trackRoom.activity} />
      )}
      <HistoryBand info={info} order={asked.order} {...place} />
      <SelectionFrame selection={selection} {...place} />
      <CellCursor axes={axes} cursor={cursor} {...place} />
    </div>
  );
}
