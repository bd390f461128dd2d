import { useEffect, useId, useMemo, useRef, useState } from 'react';
import type { MatrixInfo } from '#shared/domain/matrix.ts';
import { heatmapFigure } from '../../../plots/heatmap.ts';
import { Plot, type PlotHandle } from '../../../plots/plot.tsx';
import { axisRanges, clampView, viewOfChange, wholeView, type Size, type View } from '../../../plots/view.ts';
import { useTokens } from '../../../theme/use-tokens.ts';
import { cellOf, cellText, sides } from './cell-text.ts';
import { binSize } from './choices.ts';
import type { Colours } from './colours.ts';
import { CellCursor } from './cell-cursor.tsx';
import { firstPosition, stepCursor, type Position } from './cursor-keys.ts';
import { GroupTracks } from './group-tracks.tsx';
import { cellAt } from './place-in-view.ts';
import type { PlotSize } from './plot-size.ts';
import { usePointer } from './use-pointer.ts';
import type { DrawnWindow } from './use-window.ts';

type Props = {
  drawn: DrawnWindow;
  info: MatrixInfo;
  view: View;
  size: Size;
  colours: Colours;
  pixels: PlotSize;
  cursor: Position | null;
  onCursor(cursor: Position): void;
  onView(view: View): void;
};

/** The cells, their tracks, the pointer's tooltip and the keyboard's cursor. */
export function HeatmapPlot(props: Props) {
  const { drawn, info, view, size, colours, pixels, cursor, onCursor, onView } = props;
  const { width, height } = pixels.cells;
  const tokens = useTokens();
  const plot = useRef<PlotHandle>(null);
  const help = useId();
  // While the reader drags or scrolls the picture is ahead of the settled view.
  const [moving, setMoving] = useState<{ from: View; at: View } | null>(null);
  const live = moving?.from === view ? moving.at : view;
  const shown = useRef(view);
  useEffect(() => {
    if (same(shown.current, view)) return;
    shown.current = view;
    plot.current?.relayout(rangesOf(view));
  }, [view]);

  const side = sides(info.kind);
  const figure = useMemo(
    () =>
      heatmapFigure({
        window: drawn.window,
        axes: drawn.axes,
        view: drawn.asked,
        matrix: size,
        rowTitle: `${side.row}s`,
        colTitle: `${side.col}s`,
        scale: colours.scale,
        range: colours.range,
        hasTracks: info.groups !== null,
        tokens,
        width,
        height,
      }),
    [drawn, info.groups, size, side.row, side.col, colours, tokens, width, height],
  );

  const onRelayout = (change: Record<string, unknown>) => {
    const next = viewOfChange(change, shown.current);
    if (!next) return;
    shown.current = next;
    const whole = clampView(next, size);
    // Snapped to whole cells first; that is a relayout of its own, which comes back here.
    if (!same(whole, next)) return plot.current?.relayout(rangesOf(whole));
    setMoving({ from: view, at: whole });
    if (!same(whole, view)) onView(whole);
  };
  const textAt = (position: Position | null): string | null => {
    const at = position && cellAt(drawn.axes, position);
    const cell = at && cellOf(drawn.window, drawn.axes, at);
    return cell && cellText(cell, info.kind, drawn.asked.agg, info.groups);
  };
  const pointer = usePointer(live, width, height, onCursor);

  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const state = { view, cursor: cursor ?? firstPosition(view) };
    const next = stepCursor(event.key, event.shiftKey, state, size, binSize(drawn));
    if (!next) return;
    event.preventDefault();
    onCursor(next.cursor);
    if (!same(next.view, view)) onView(next.view);
  };
  const spoken = textAt(cursor);
  const hovered = textAt(pointer.position);
  // One focusable surface of its own keys: plotly's points cannot be reached by keyboard.
  const surface = {
    role: 'application',
    'aria-roledescription': 'heatmap',
    'aria-label': `Heatmap of ${size.rows} ${side.row}s by ${size.cols} ${side.col}s`,
    'aria-describedby': help,
    tabIndex: 0,
    onKeyDown,
    onFocus: () => cursor === null && onCursor(firstPosition(view)),
    ...pointer.handlers,
  };
  return (
    <div className="heatmap" style={{ width: pixels.width, height: pixels.height }} {...surface}>
      <div className="no-data heatmap-ground" style={{ width, height }} aria-hidden />
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
      {info.groups && (
        <GroupTracks
          axes={drawn.axes}
          kind={info.kind}
          groups={info.groups}
          view={live}
          width={width}
          height={height}
        />
      )}
      <CellCursor axes={drawn.axes} cursor={cursor} view={live} width={width} height={height} />
      {hovered && !pointer.isDown && (
        <div className="heatmap-tip small" style={pointer.tip} aria-hidden>
          {hovered}
        </div>
      )}
      <p id={help} className="hidden-text">
        Arrow keys move by one cell, with Shift by ten. Page Up and Page Down zoom, Home shows everything.
      </p>
      <p className="hidden-text" aria-live="polite">
        {spoken}
      </p>
    </div>
  );
}

const same = (a: View, b: View) => a.r0 === b.r0 && a.r1 === b.r1 && a.c0 === b.c0 && a.c1 === b.c1;

function rangesOf(view: View) {
  const { x, y } = axisRanges(view);
  return { 'xaxis.range': x, 'yaxis.range': y };
}
