import { useMemo, useRef } from 'react';
import { colourScales, type ColourScale } from '#shared/domain/colour-scales.ts';
import type { DifferenceInfo, DifferenceSide } from '#shared/domain/list-comparison.ts';
import type { MatrixWindow } from '#shared/domain/window-bytes.ts';
import { useElementSize } from '@mantine/hooks';
import { differenceRange, onlyGreat, sharedRange } from '../../plots/difference.ts';
import { heatmapFigure, trackRoom } from '../../plots/heatmap.ts';
import { Plot, type PlotHandle } from '../../plots/plot.tsx';
import { axisRanges, clampView, viewOfChange, type View } from '../../plots/view.ts';
import { formatFigure } from '../../text/number.ts';
import { useTokens } from '../../theme/use-tokens.ts';
import { GroupTracks } from '../run/heatmap/group-tracks.tsx';
import '../run/heatmap/heatmap.css';
import type { DrawnDifference } from './use-difference.ts';

type Props = {
  drawn: DrawnDifference;
  info: DifferenceInfo;
  view: View;
  least: number;
  letter: string;
  onView(view: View): void;
};

/** Pixels around the cells; the groups are beside them. */
const margin = { left: 76, right: 8, top: 22, bottom: 68 } as const;
const gap = 16;
const least = 200;

/** Three heatmaps of one window; A and B share their scale, the difference has zero in the middle of its own. */
export function DifferenceMaps({ drawn, info, view, least: threshold, letter, onView }: Props) {
  const { ref, width } = useElementSize();
  const each = Math.max(least, Math.floor((width - 2 * gap) / 3));
  const { windows } = drawn;
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
      scale: colourScales.rdbu,
      range: differenceRange(windows.difference),
    },
  ];
  return (
    <div className="difference-maps" ref={ref}>
      {width > 0 &&
        maps.map((map) => (
          <DifferenceMap
            key={map.side}
            {...map}
            axes={drawn.axes}
            asked={drawn.asked}
            info={info}
            view={view}
            pixels={each}
            onView={onView}
          />
        ))}
    </div>
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
  info: DifferenceInfo;
  view: View;
  pixels: number;
  onView(view: View): void;
};

function DifferenceMap({ side, title, window, scale, range, axes, asked, info, view, pixels, onView }: MapProps) {
  const tokens = useTokens();
  const plot = useRef<PlotHandle>(null);
  const cells = pixels - margin.left - margin.right;
  const size = useMemo(() => ({ rows: info.users, cols: info.users }), [info.users]);
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
        tracks: info.groups ? trackRoom.group : 0,
        above: null,
        over: [],
        tokens,
        width: cells,
        height: cells,
      }),
    [window, axes, asked, size, scale, range, info.groups, tokens, cells],
  );
  const onRelayout = (change: Record<string, unknown>) => {
    const next = viewOfChange(change, view);
    if (!next) return;
    const whole = clampView(next, size);
    if (JSON.stringify(whole) !== JSON.stringify(view)) onView(whole);
  };
  const stops = tokens.scheme === 'light' && !scale.diverging ? scale.stops.toReversed() : scale.stops;
  return (
    <section className="difference-map" data-side={side} aria-label={`Similarity of users, ${title}`}>
      <h3>{title}</h3>
      <div className="difference-plot">
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
        {info.groups && (
          <div className="heatmap-over" style={{ left: margin.left, top: margin.top }}>
            <GroupTracks
              axes={axes}
              kind="user_similarity_matrix"
              groups={info.groups}
              view={view}
              width={cells}
              height={cells}
            />
          </div>
        )}
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
