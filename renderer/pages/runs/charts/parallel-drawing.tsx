import { memo } from 'react';
import type { Brush, Parallel, ParallelLine, Place } from '../../../plots/parallel-axes.ts';
import { runMark } from '../../../parts/run-mark.ts';

/** Pixels around the axes: names above, the longest ticks beside the outer ones, the two rails below. */
export const margin = { top: 16, side: 112, bottom: 62 } as const;
const railGap = 20;

export type Size = { width: number; height: number };
export const axisX = (index: number, count: number, { width }: Size): number =>
  count === 1 ? width / 2 : margin.side + (index * (width - 2 * margin.side)) / (count - 1);
const bottomOf = ({ height }: Size) => height - margin.bottom;

/** Pixels from the top: places on the axis, `NaN` and `n/a` on rails of their own below it. */
export function placeY(place: Place, size: Size): number {
  if (place === 'NaN') return bottomOf(size) + railGap;
  if (place === 'n/a') return bottomOf(size) + 2 * railGap;
  return bottomOf(size) - place * (bottomOf(size) - margin.top);
}

/** The place on an axis at a pixel, inside 0 to 1. */
export const placeAtY = (y: number, size: Size): number =>
  Math.max(0, Math.min(1, (bottomOf(size) - y) / (bottomOf(size) - margin.top)));

const pathOf = ({ places }: ParallelLine, size: Size): string =>
  places
    .map(
      (place, at) =>
        `${at === 0 ? 'M' : 'L'}${axisX(at, places.length, size).toFixed(1)} ${placeY(place, size).toFixed(1)}`,
    )
    .join('');

type LinesProps = { lines: readonly ParallelLine[]; size: Size; faint: boolean };

/** Lines one by one, each in its run's colour. */
export const Lines = memo(function Lines({ lines, size, faint }: LinesProps) {
  return lines.map((line) => (
    <path
      key={line.id}
      d={pathOf(line, size)}
      data-run={line.id}
      className={faint ? 'parallel-line is-faint' : 'parallel-line'}
      style={{ stroke: runMark(line.number).colour }}
    />
  ));
});

/** More lines than can be told apart, as one. */
export const Crowd = memo(function Crowd({ lines, size }: Omit<LinesProps, 'faint'>) {
  return <path className="parallel-crowd" d={lines.map((line) => pathOf(line, size)).join('')} />;
});

/** The line that is pointed at, on top of all others. */
export function Highlight({ line, size }: { line: ParallelLine | undefined; size: Size }) {
  if (!line) return null;
  return (
    <g data-run={line.id} className="parallel-highlight">
      <path className="parallel-halo" d={pathOf(line, size)} />
      <path
        className="parallel-line is-hovered"
        d={pathOf(line, size)}
        style={{ stroke: runMark(line.number).colour }}
      />
    </g>
  );
}

/** The axes with their ticks, the rails, and what is marked on them. */
export const Axes = memo(function Axes({
  axes,
  size,
  brushes,
}: Pick<Parallel, 'axes'> & { size: Size; brushes: ReadonlyMap<number, Brush> }) {
  const rails: Place[] = ['NaN', 'n/a'];
  return (
    <g className="parallel-axes">
      {rails.map((rail) => (
        <g key={rail}>
          <line
            x1={margin.side - 20}
            x2={size.width - margin.side + 20}
            y1={placeY(rail, size)}
            y2={placeY(rail, size)}
            className="parallel-rail"
          />
          <text x={margin.side - 26} y={placeY(rail, size) + 4} textAnchor="end">
            {rail}
          </text>
        </g>
      ))}
      {axes.map(({ column, ticks }, at) => {
        const x = axisX(at, axes.length, size);
        const brush = brushes.get(at);
        // Lines come from the left: the last axis has its ticks on its free side.
        const isLast = at > 0 && at === axes.length - 1;
        return (
          <g key={column}>
            <line x1={x} x2={x} y1={placeY(1, size)} y2={placeY(0, size)} className="parallel-axis" />
            {ticks.map(({ place, label }) => (
              <text
                key={label}
                x={isLast ? x + 11 : x - 11}
                y={placeY(place, size) + 4}
                textAnchor={isLast ? 'start' : 'end'}
              >
                {label}
              </text>
            ))}
            {brush && (
              <rect
                x={x - 7}
                width={14}
                y={placeY(brush.to, size)}
                height={Math.max(2, placeY(brush.from, size) - placeY(brush.to, size))}
                className="parallel-brush"
              />
            )}
          </g>
        );
      })}
    </g>
  );
});
