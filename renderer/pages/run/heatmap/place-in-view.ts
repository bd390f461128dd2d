import type { AxisBin, WindowAxes } from '#shared/domain/matrix.ts';
import type { View } from '../../../plots/view.ts';
import type { CellAt } from './cell-text.ts';
import type { Position } from './cursor-keys.ts';

/** The position under a point, in pixels from the corner of the cells; null beside them. */
export function positionAt(x: number, y: number, width: number, height: number, view: View): Position | null {
  if (x < 0 || y < 0 || x >= width || y >= height) return null;
  return {
    row: Math.floor(view.r0 + (y / height) * (view.r1 - view.r0)),
    col: Math.floor(view.c0 + (x / width) * (view.c1 - view.c0)),
  };
}

function indexOf(bins: readonly AxisBin[], position: number): number {
  const first = bins[0];
  if (!first) return -1;
  const index = Math.floor((position - first.from) / (first.to - first.from));
  const bin = bins[index];
  return bin && position >= bin.from && position < bin.to ? index : -1;
}

/** The drawn cell that holds a position; null where the window does not reach. */
export function cellAt(axes: WindowAxes, { row, col }: Position): CellAt | null {
  const cell = { row: indexOf(axes.rows, row), col: indexOf(axes.cols, col) };
  return cell.row < 0 || cell.col < 0 ? null : cell;
}

/** Where a bin is drawn along its axis, in pixels; it may reach beyond the cells on screen. */
export function extent(bin: AxisBin, from: number, to: number, pixels: number): { start: number; size: number } {
  const perPosition = pixels / (to - from);
  return { start: (bin.from - from) * perPosition, size: (bin.to - bin.from) * perPosition };
}
