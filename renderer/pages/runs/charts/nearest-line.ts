import type { ParallelLine } from '../../../plots/parallel-axes.ts';
import { axisX, placeY, type Size } from './parallel-drawing.tsx';

/** Pixels within which a line is meant. */
const reach = 14;

/** The line that passes a point nearest, measured upright; undefined where none is near. */
export function nearestLine(
  lines: readonly ParallelLine[],
  x: number,
  y: number,
  size: Size,
): ParallelLine | undefined {
  const count = lines[0]?.places.length ?? 0;
  if (count === 0) return undefined;
  const xs = Array.from({ length: count }, (_, at) => axisX(at, count, size));
  const right = Math.max(1, xs.findIndex((at) => at >= x) < 0 ? count - 1 : xs.findIndex((at) => at >= x));
  const left = Math.min(right, count - 1) - (count > 1 ? 1 : 0);
  const share = count > 1 ? Math.max(0, Math.min(1, (x - xs[left]!) / (xs[left + 1]! - xs[left]!))) : 0;
  let best: { line: ParallelLine; distance: number } | undefined;
  for (const line of lines) {
    const from = placeY(line.places[left]!, size);
    const to = placeY(line.places[Math.min(left + 1, count - 1)]!, size);
    const distance = Math.abs(from + share * (to - from) - y);
    if (distance <= reach && distance < (best?.distance ?? Infinity)) best = { line, distance };
  }
  return best?.line;
}
