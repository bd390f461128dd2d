import { useMemo, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import { Button } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { runSelection, useRunSelection } from '../../../core/run-selection.ts';
import { isBrushed, missingWords, parallelOf, type Brush, type ParallelLine } from '../../../plots/parallel-axes.ts';
import type { PlottedRun } from '../../../plots/run-values.ts';
import { plural } from '../../../text/plural.ts';
import { AxisBrush } from './axis-brush.tsx';
import { nearestLine } from './nearest-line.ts';
import { Axes, axisX, Crowd, Highlight, Lines, placeAtY } from './parallel-drawing.tsx';
import { RunWords } from './run-words.tsx';
import { useChartHeight } from './use-chart-height.ts';

/** Lines that are drawn one by one and can be told apart. */
const mostLines = 200;
/** Pixels around an axis where a drag marks it. */
const axisReach = 12;
/** A smaller drag is a press, which takes the mark away. */
const leastBrush = 0.01;

/** Arrow keys go through the lines, which a picture has none of. */
const application = { role: 'application', tabIndex: 0 } as const;

type Props = { runs: readonly PlottedRun[]; columns: readonly { id: string; title: string }[] };

/** Runs as lines through their params and metrics; marked stretches of axes pick runs, which can be selected for the table. */
export function ParallelCoordinates({ runs, columns }: Props) {
  const { ref, width } = useElementSize();
  const [brushes, setBrushes] = useState<ReadonlyMap<number, Brush>>(new Map());
  const parallel = useMemo(() => parallelOf(runs, columns), [runs, columns]);
  const hovered = useRunSelection((selection) => selection.hovered);
  const height = useChartHeight();
  const size = useMemo(() => ({ width: Math.max(width, 320), height }), [width, height]);
  const inside = useMemo(() => parallel.lines.filter((line) => isBrushed(line, brushes)), [parallel, brushes]);
  const insideIds = useMemo(() => new Set(inside.map(({ id }) => id)), [inside]);
  const [single, crowd, outside] = useMemo(
    () => [inside.slice(0, mostLines), inside.slice(mostLines), parallel.lines.filter(({ id }) => !insideIds.has(id))],
    [inside, insideIds, parallel],
  );
  const setBrush = (axis: number, brush: Brush | null) => {
    const next = new Map(brushes);
    if (brush) next.set(axis, brush);
    else next.delete(axis);
    setBrushes(next);
  };
  const pointer = usePointer(parallel.axes.length, size, inside, setBrush);
  const onKeyDown = (event: KeyboardEvent) => onKey(event, inside, hovered);
  const surface = { ...application, ...pointer, onKeyDown };
  const notes = missingWords(parallel);
  return (
    <div className="parallel" ref={ref}>
      <div className="parallel-heads" style={{ width: size.width }}>
        {parallel.axes.map((axis, at) => (
          <AxisBrush
            key={axis.column}
            axis={axis}
            left={axisX(at, parallel.axes.length, size)}
            brush={brushes.get(at)}
            onBrush={(brush) => setBrush(at, brush)}
          />
        ))}
      </div>
      <svg
        {...surface}
        aria-label={`Parallel coordinates of ${plural(runs.length, 'run')}. Arrow keys go through the runs, x selects.`}
        width={size.width}
        height={size.height}
        className="parallel-svg"
      >
        <Crowd lines={outside} size={size} />
        <Crowd lines={crowd} size={size} />
        <Lines lines={single} size={size} faint={hovered !== null && insideIds.has(hovered)} />
        <Highlight line={parallel.lines.find(({ id }) => id === hovered)} size={size} />
        <Axes axes={parallel.axes} size={size} brushes={brushes} />
      </svg>
      <div className="parallel-foot">
        <RunWords run={runs.find(({ id }) => id === hovered)} columns={columns} />
        <p className="muted small num">{notes.join(' · ')}</p>
        {brushes.size > 0 && (
          <>
            <output className="small num">
              {inside.length} of {plural(runs.length, 'run')} marked
            </output>
            <Button
              size="compact-xs"
              variant="light"
              disabled={inside.length === 0}
              onClick={() => runSelection.select(inside.map(({ id }) => id))}
            >
              Select them
            </Button>
            <Button size="compact-xs" variant="subtle" onClick={() => setBrushes(new Map())}>
              Clear the marks
            </Button>
          </>
        )}
      </div>
    </div>
  );
}

function onKey(event: KeyboardEvent, lines: readonly ParallelLine[], hovered: string | null): void {
  const at = lines.findIndex(({ id }) => id === hovered);
  const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
  if (step !== undefined && lines.length > 0) {
    runSelection.hover(lines[(at + step + lines.length) % lines.length]!.id);
  } else if ((event.key === 'x' || event.key === 'Enter') && hovered !== null) runSelection.toggleSelected(hovered);
  else if (event.key === 'Escape') runSelection.hover(null);
  else return;
  event.preventDefault();
}

/** Dragging along an axis marks a stretch of it; elsewhere the pointer finds the nearest line. */
function usePointer(
  axes: number,
  size: { width: number; height: number },
  lines: readonly ParallelLine[],
  onBrush: (axis: number, brush: Brush | null) => void,
) {
  const drag = useRef<{ axis: number; from: number } | null>(null);
  const place = (event: PointerEvent<SVGSVGElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };
  return {
    onPointerDown(event: PointerEvent<SVGSVGElement>) {
      const { x, y } = place(event);
      const axis = Array.from({ length: axes }, (_, at) => at).find(
        (at) => Math.abs(axisX(at, axes, size) - x) <= axisReach,
      );
      if (axis === undefined) {
        const line = nearestLine(lines, x, y, size);
        if (line) runSelection.toggleSelected(line.id);
        return;
      }
      drag.current = { axis, from: placeAtY(y, size) };
      event.currentTarget.setPointerCapture(event.pointerId);
    },
    onPointerMove(event: PointerEvent<SVGSVGElement>) {
      const { x, y } = place(event);
      if (!drag.current) return runSelection.hover(nearestLine(lines, x, y, size)?.id ?? null);
      const { axis, from } = drag.current;
      const to = placeAtY(y, size);
      onBrush(axis, Math.abs(to - from) < leastBrush ? null : { from: Math.min(from, to), to: Math.max(from, to) });
    },
    onPointerUp(event: PointerEvent<SVGSVGElement>) {
      if (drag.current && Math.abs(placeAtY(place(event).y, size) - drag.current.from) < leastBrush)
        onBrush(drag.current.axis, null);
      drag.current = null;
    },
    onPointerLeave() {
      if (!drag.current) runSelection.hover(null);
    },
  };
}
