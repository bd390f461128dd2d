import type { WindowAxes } from '#shared/domain/matrix.ts';
import type { Size } from '../../../../plots/view.ts';
import type { Selection } from '../../heatmap-search.ts';
import type { Position } from '../cursor-keys.ts';
import { cellAt } from '../place-in-view.ts';

type Stretch = [from: number, to: number];

/** The positions of the drawn cell that holds a position; the position itself where no window reaches. */
function cellStretches(axes: WindowAxes, at: Position): { row: Stretch; col: Stretch } {
  const cell = cellAt(axes, at);
  const [row, col] = cell ? [axes.rows[cell.row], axes.cols[cell.col]] : [];
  return {
    row: row ? [row.from, row.to] : [at.row, at.row + 1],
    col: col ? [col.from, col.to] : [at.col, at.col + 1],
  };
}

const around = (a: Stretch, b: Stretch): Stretch => [Math.min(a[0], b[0]), Math.max(a[1], b[1])];

/** All cells between two positions, whole ones, whichever of the two comes first. */
export function brushed(axes: WindowAxes, from: Position, to: Position): Selection {
  const [a, b] = [cellStretches(axes, from), cellStretches(axes, to)];
  const [r0, r1] = around(a.row, b.row);
  const [c0, c1] = around(a.col, b.col);
  return { r0, r1, c0, c1 };
}

/** "20 × 20". */
export const sizeOf = ({ r0, r1, c0, c1 }: Selection): Size => ({ rows: r1 - r0, cols: c1 - c0 });

export const asSearch = ({ r0, r1, c0, c1 }: Selection) => [r0, r1, c0, c1] as const;
