import { useMemo, useRef, useState } from 'react';
import { colourScales, divergingOn, type ColourScale } from '#shared/domain/colour-scales.ts';
import type { DifferenceInfo, DifferenceSide } from '#shared/domain/list-comparison.ts';
import type { MatrixWindow } from '#shared/domain/window-bytes.ts';
import { useElementSize } from '@mantine/hooks';
import { differenceRange, onlyGreat, sharedRange } from '../../plots/difference.ts';
import { heatmapFigure, trackRoom } from '../../plots/heatmap.ts';
import { Plot, type PlotHandle } from '../../plots/plot.tsx';
import { axisRanges, clampView, viewOfChange, type Size, type View } from '../../plots/view.ts';
import { formatFigure } from '../../text/number.ts';
import { useTokens } from '../../theme/use-tokens.ts';
import { CellCursor } from '../run/heatmap/cell-cursor.tsx';
import { CellSurface, CellTip, sameView } from '../run/heatmap/cell-surface.tsx';
import { binSize } from '../run/heatmap/choices.ts';
import type { Position } from '../run/heatmap/cursor-keys.ts';
import { GroupTracks } from '../run/heatmap/group-tracks.tsx';
import { usePointer } from '../run/heatmap/use-pointer.ts';
import { DifferenceCell } from './difference-cell.tsx';
import { cellUsers, differenceText } from './difference-text.ts';
import '../run/heatmap/heatmap.css';
import type { DrawnDifference } from './use-difference.ts';

type Props = {
  drawn: DrawnDifference;
  info: DifferenceInfo;
  view: View;
  least: number;
  letter: string;
  a: string;
  b: string;
  onView(view: View): void;
};

/** Pixels around the cells; the groups are beside them. */
const margin = { left: 76, right: 8, top: 22, bottom: 68 } as const;
const gap = 16;
const least = 200;

/**
 * Three heatmaps of one window; A and B share their scale, the difference has zero in the middle of its own.
 * They are one surface for the keyboard: its cursor stands on the same cell of all three.
 */
export function DifferenceMaps({ drawn, info, view, least: threshold, letter, a, b, onView }: Props) {
  const { scheme } = useTokens();
  const { ref, width } = useElementSize();
  const each = Math.max(least, Math.floor((width - 2 * gap) / 3));
  const { windows } = drawn;
  const size = useMemo(() => ({ rows: info.users, cols: info.users }), [info.users]);
  const [cursor, setCursor] = useState<Position | null>(null);
  const textAt = (position: Position | null) => differenceText(drawn, position, info.groups, letter);
  const shared = useMemo(() => sharedRange([windows.a, windows.b]), [windows]);
  const difference = useMemo(() => onlyGreat(windows.difference, threshold), [windows, threshold]);
  const maps: {
    side: DifferenceSide;
    title: string;
    window: MatrixWindow;
    scale: ColourScale;
    range: [number, number];
  }[] = [
    { side: 'a', title: 'A', window: windows.a, scale: colourScales.cividis, range: shared },
    { side: 'b', title: letter, window: windows.b, scale: colourScales.cividis, range: shared },
    {
      side: 'difference',
      title: `${letter} − A`,
      window: difference,
      scale: divergingOn(scheme),
      range: differenceRange(windows.difference),
    },
  ];
  return (
    <>
      <CellSurface
        className="heatmap"
        label={`Heatmaps of ${info.users} users by ${info.users} users: A, ${letter} and ${letter} − A`}
        spoken={textAt(cursor)}
        {...{ view, size, cursor, onView }}
        bin={binSize(drawn)}
        onCursor={setCursor}
      >
        <div className="difference-maps" ref={ref}>
          {width > 0 &&
            maps.map((map) => (
              <DifferenceMap
                key={map.side}
                {...map}
                {...{ view, size, cursor, onView, textAt }}
                axes={drawn.axes}
                asked={drawn.asked}
                groups={info.groups}
                pixels={each}
                onCursor={setCursor}
              />
            ))}
        </div>
      </CellSurface>
      <DifferenceCell text={textAt(cursor)} users={cellUsers(drawn.axes, cursor)} a={a} b={b} />
    </>
  );
}

type MapProps = {
  side: DifferenceSide;
  title: string;
  window: MatrixWindow;
  scale: ColourScale;
  range: [number, number];
  axes: DrawnDifference['axes'];
  asked: View;
  groups: DifferenceInfo['groups'];
  view: View;
  size: Size;
  pixels: number;
  cursor: Position | null;
  textAt(position: Position | null): string | null;
  onCursor(cursor: Position): void;
  onView(view: View): void;
};

function DifferenceMap(props: MapProps) {
  const { side, title, window, scale, range, axes, asked, groups, view, size, pixels, cursor, textAt } = props;
  const { onCursor, onView } = props;
  const tokens = useTokens();
  const plot = useRef<PlotHandle>(null);
  const cells = pixels - margin.left - margin.right;
  const figure = useMemo(
    () =>
      heatmapFigure({
        window,
        axes,
        view: asked,
        matrix: size,
        rowTitle: 'users',
        colTitle: 'users',
        scale,
        range,
        margin,
        tracks: groups ? trackRoom.group : 0,
        above: null,
        over: [],
        tokens,
        width: cells,
        height: cells,
      }),
    [window, axes, asked, size, scale, range, groups, tokens, cells],
  );
  const onRelayout = (change: Record<string, unknown>) => {
    const next = viewOfChange(change, view);
    if (!next) return;
    const whole = clampView(next, size);
    if (!sameView(whole, view)) onView(whole);
  };
  const pointer = usePointer(
    { view, width: cells, height: cells, margin },
    { isBrushing: false, onClick: onCursor, onBrush: () => {} },
  );
  const place = { view, width: cells, height: cells };
  const stops = tokens.scheme === 'light' && !scale.diverging ? scale.stops.toReversed() : scale.stops;
  return (
    <section className="difference-map" data-side={side} aria-label={`Similarity of users, ${title}`}>
      <h3>{title}</h3>
      <div className="difference-plot" {...pointer.handlers}>
        <div
          className="heatmap-ground no-data"
          style={{ left: margin.left, top: margin.top, width: cells, height: cells }}
          aria-hidden
        />
        <Plot
          ref={plot}
          figure={figure}
          width={pixels}
          height={cells + margin.top + margin.bottom}
          axesNow={() => axisRanges(view)}
          label={`${title}: ${window.rows} by ${window.cols} cells, ${formatFigure(range[0])} to ${formatFigure(range[1])}. The list of changed pairs has numbers.`}
          onRelayout={onRelayout}
        />
        <div className="heatmap-over" style={{ left: margin.left, top: margin.top }}>
          {groups && <GroupTracks {...place} axes={axes} kind="user_similarity_matrix" groups={groups} />}
          <CellCursor {...place} axes={axes} cursor={cursor} />
        </div>
        <CellTip text={pointer.isDown ? null : textAt(pointer.position)} style={pointer.tip} />
      </div>
      <div className="difference-legend num small" style={{ marginInlineStart: margin.left, width: cells }}>
        <span>{formatFigure(range[0])}</span>
        <span
          className="difference-scale"
          style={{ background: `linear-gradient(to right, ${stops.join(', ')})` }}
          aria-hidden
        />
        <span>{formatFigure(range[1])}</span>
      </div>
    </section>
  );
}
