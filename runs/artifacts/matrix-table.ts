import { csvCell } from '#shared/domain/csv-cell.ts';
import type { Csr } from '#runs/matrix/csr.ts';
import type { Matrix } from './matrices.ts';
import { positionsOf } from './windows/grid.ts';

/** Names of the three columns of a matrix as a table, a pair a line. */
export const tableHead = {
  user_item_matrix: ['user', 'item', 'value'],
  user_similarity_matrix: ['user', 'other_user', 'similarity'],
  item_similarity_matrix: ['item', 'other_item', 'similarity'],
} as const;

/** Lines that a matrix has as a table: its values, or each pair of different rows with history once. */
export function countPairs({ unit, rows }: Matrix, empty: number): number {
  const filled = rows.matrix.rows - empty;
  return unit ? (filled * (filled - 1)) / 2 : rows.matrix.indices.length;
}

/** Lines for rows [from, to) of an order, in the order of the columns; a similarity is told where the other one comes later. */
export function tableRows(
  matrix: Matrix,
  rowOrder: Int32Array,
  colOrder: Int32Array,
  from: number,
  to: number,
): string {
  const [rowIds, colIds] = [matrix.rows.axis.ids, matrix.cols.axis.ids];
  const columnAt = positionsOf(colOrder);
  const lines: string[] = [];
  for (let position = from; position < to; position++) {
    const name = csvCell(rowIds[rowOrder[position]!]);
    const cells = matrix.unit
      ? similarities(matrix.unit, rowOrder, position)
      : valuesOf(matrix.rows.matrix, rowOrder[position]!, columnAt);
    for (const [col, value] of cells) lines.push(`${name},${csvCell(colIds[col])},${value}\n`);
  }
  return lines.join('');
}

function valuesOf({ indptr, indices, values }: Csr, row: number, columnAt: Int32Array): [col: number, value: number][] {
  const cells: [number, number][] = [];
  for (let p = indptr[row]!; p < indptr[row + 1]!; p++) cells.push([indices[p]!, values[p]!]);
  return cells.sort(([a], [b]) => columnAt[a]! - columnAt[b]!);
}

/** The row at a position with those after it. */
function similarities(
  { unit, filled }: NonNullable<Matrix['unit']>,
  order: Int32Array,
  position: number,
): [other: number, similarity: number][] {
  const row = order[position]!;
  if (filled[row] === 0) return [];
  const own = new Float64Array(unit.cols);
  for (let p = unit.indptr[row]!; p < unit.indptr[row + 1]!; p++) own[unit.indices[p]!] = unit.values[p]!;
  const cells: [number, number][] = [];
  for (let later = position + 1; later < order.length; later++) {
    const other = order[later]!;
    if (filled[other] === 0) continue;
    let sum = 0;
    for (let p = unit.indptr[other]!, end = unit.indptr[other + 1]!; p < end; p++)
      sum += own[unit.indices[p]!]! * unit.values[p]!;
    cells.push([other, Math.max(-1, Math.min(1, sum))]);
  }
  return cells;
}
