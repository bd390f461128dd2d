import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { MatrixInfo } from '#shared/domain/matrix.ts';
import type { MatrixTree } from '#shared/domain/matrix-facts.ts';
import { markTraces } from '../../../plots/cell-marks.ts';
import { heatmapFigure, trackRoom } from '../../../plots/heatmap.ts';
import { Plot, type PlotHandle } from '../../../plots/plot.tsx';
import { axisRanges, clampView, viewOfChange, wholeView, type Size, type View } from '../../../plots/view.ts';
import { useTokens } from '../../../theme/use-tokens.ts';
import type { Selection } from '../heatmap-search.ts';
import { CellSurface, CellTip, sameView } from './cell-surface.tsx';
import { sides } from './cell-text.ts';
import { binSize } from './choices.ts';
import type { Colours } from './colours.ts';
import type { Position } from './cursor-keys.ts';
import { HeatmapOverlays } from './heatmap-overlays.tsx';
import type { PlotSize } from './plot-size.ts';
import { brushed } from './selection/brush.ts';
import { useCellSentence } from './use-cell-sentence.ts';
import type { Marks } from './use-marks.ts';
import { usePointer } from './use-pointer.ts';
import type { DrawnWindow } from './window-query.ts';

/** Milliseconds that a window may take before the axes are drawn for its view without it. */
const patience = 250;

type Props = {
  drawn: DrawnWindow;
  info: MatrixInfo;
  view: View;
  size: Size;
  colours: Colours;
  pixels: PlotSize;
  tree: MatrixTree | undefined;
  marks: Marks | null;
  above: number | null;
  cursor: Position | null;
  selection: Selection | null;
  isBrushing: boolean;
  onCursor(cursor: Position): void;
  onSelect(selection: Selection | null): void;
  onView(view: View): void;
};

/** The cells, what is drawn over them, the pointer's tooltip and the keyboard's cursor. */
export function HeatmapPlot(props: Props) {
  const {
    drawn,
    info,
    view,
    size,
    colours,
    pixels,
    tree,
    marks,
    above,
    cursor,
    selection,
    onCursor,
    onSelect,
    onView,
  } = props;
  const { width, height } = pixels.cells;
  const tokens = useTokens();
  const plot = useRef<PlotHandle>(null);
  // While the reader drags or scrolls the picture is ahead of the settled view.
  const [moving, setMoving] = useState<{ from: View; at: View } | null>(null);
  const live = moving?.from === view ? moving.at : view;
  const shown = useRef(view);
  // Before the browser paints, and before a window that is there already is drawn.
  useLayoutEffect(() => {
    if (sameView(shown.current, view)) return;
    shown.current = view;
    plot.current?.stretch(axisRanges(view));
  }, [view]);
  const isSharp = sameView(drawn.asked, view);
  useEffect(() => {
    if (isSharp) return;
    const late = setTimeout(() => plot.current?.relayout(rangesOf(view)), patience);
    return () => clearTimeout(late);
  }, [view, isSharp]);

  const side = sides(info.kind);
  const found = marks?.marks;
  const figure = useMemo(() => {
    const perCell = Math.min(width / (drawn.asked.c1 - drawn.asked.c0), height / (drawn.asked.r1 - drawn.asked.r0));
    return heatmapFigure({
      window: drawn.window,
      axes: drawn.axes,
      view: drawn.asked,
      matrix: size,
      rowTitle: `${side.row}s`,
      colTitle: `${side.col}s`,
      scale: colours.scale,
      range: colours.range,
      margin: pixels.margin,
      tracks: (info.groups ? trackRoom.group : 0) + trackRoom.activity,
      above,
      over: found ? markTraces(found, perCell, tokens) : [],
      tokens,
      width,
      height,
    });
  }, [drawn, info.groups, size, side.row, side.col, colours, pixels.margin, above, found, tokens, width, height]);

  const onRelayout = (change: Record<string, unknown>) => {
    const next = viewOfChange(change, shown.current);
    if (!next) return;
    const whole = clampView(next, size);
    shown.current = whole;
    setMoving({ from: view, at: whole });
    // The next window is drawn at whole cells; where it is that of before, nothing else would take the rest of a cell back.
    if (!sameView(whole, view)) onView(whole);
    else if (!sameView(whole, next)) plot.current?.relayout(rangesOf(whole));
  };
  const pointer = usePointer(
    { view: live, width, height, margin: pixels.margin },
    { isBrushing: props.isBrushing, onClick: onCursor, onBrush: (from, to) => onSelect(brushed(drawn.axes, from, to)) },
  );

  const spoken = useCellSentence(drawn, info, cursor);
  const hovered = useCellSentence(drawn, info, pointer.position);
  const ground = { left: pixels.margin.left, top: pixels.margin.top, width, height };
  return (
    <CellSurface
      className="heatmap"
      label={`Heatmap of ${size.rows} ${side.row}s by ${size.cols} ${side.col}s`}
      style={{ width: pixels.width, height: pixels.height }}
      isBrushing={props.isBrushing}
      {...{ view, size, cursor, spoken, onCursor, onView }}
      bin={binSize(drawn)}
      onBrush={(from, to) => onSelect(brushed(drawn.axes, from, to))}
      onClear={selection ? () => onSelect(null) : undefined}
      handlers={pointer.handlers}
    >
      <div className="no-data heatmap-ground" style={ground} aria-hidden />
      <Plot
        ref={plot}
        figure={figure}
        width={pixels.width}
        height={pixels.height}
        label={`${side.row}s by ${side.col}s, ${colours.scale.title} colours; the same numbers are in the table view`}
        onRelayout={onRelayout}
        onRelayouting={(change) => {
          const at = viewOfChange(change, live);
          if (at) setMoving({ from: view, at });
        }}
        axesNow={() => axisRanges(shown.current)}
        onDoubleClick={() => onView(wholeView(size))}
      />
      <HeatmapOverlays
        drawn={drawn}
        info={info}
        pixels={pixels}
        view={live}
        tree={tree}
        cursor={cursor}
        selection={selection}
      />
      <CellTip text={pointer.isDown ? null : hovered} style={pointer.tip} />
    </CellSurface>
  );
}

function rangesOf(view: View) {
  const { x, y } = axisRanges(view);
  return { 'xaxis.range': x, 'yaxis.range': y };
}
