import { KindredError } from '#shared/api/errors.ts';
import { mostPairEntries, type MatrixPair } from '#shared/domain/matrix-facts.ts';
import { cosineOf, dot } from '#runs/matrix/cosine.ts';
import { rowIndices, rowLength, rowValues, type Csr } from '#runs/matrix/csr.ts';
import type { MatrixAxis } from './matrix-axis.ts';
import type { Matrix, MatrixSide } from './matrices.ts';

type Entry = MatrixPair['entries'][number];

/**
 * What one cell is made of: the value of two members, and what either of them has.
 * @param across  the other side of the ratings: the items of two users, the users of two items
 * @throws KindredError not_found for an id that is not in the matrix
 */
export function matrixPair(
  matrix: Matrix,
  across: Pick<MatrixAxis, 'ids' | 'names'>,
  row: string,
  col: string,
): MatrixPair {
  const [a, b] = [memberOf(matrix.rows, row), memberOf(matrix.cols, col)];
  const counts = { row_items: rowLength(matrix.rows.matrix, a), col_items: rowLength(matrix.cols.matrix, b) };
  if (!matrix.unit) {
    const [value] = valuesAt(matrix.rows.matrix, a, b);
    return { ...counts, value: value ?? null, shared: null, entries: [] };
  }
  const { matrix: ratings } = matrix.rows;
  const both = entriesOf(ratings, a, b, across);
  const norm = (member: number) => Math.sqrt(dot(ratings, member, member));
  const isFilled = norm(a) > 0 && norm(b) > 0;
  return {
    ...counts,
    value: isFilled ? cosineOf(dot(ratings, a, b), norm(a), norm(b)) : null,
    shared: both.filter(({ row: x, col: y }) => x !== null && y !== null).length,
    entries: both.slice(0, mostPairEntries),
  };
}

function memberOf({ axis, noun }: MatrixSide, id: string): number {
  const member = axis.ids.indexOf(id);
  if (member < 0) throw new KindredError('not_found', `This matrix has no ${noun} "${id}".`);
  return member;
}

const valuesAt = (ratings: Csr, row: number, col: number): number[] => {
  const at = rowIndices(ratings, row).indexOf(col);
  return at < 0 ? [] : [rowValues(ratings, row)[at]!];
};

/** Shared ones first, by the product of their values, then what one has alone; equal ones by index. */
function entriesOf(ratings: Csr, a: number, b: number, { ids, names }: Pick<MatrixAxis, 'ids' | 'names'>): Entry[] {
  const values = new Map<number, { row: number | null; col: number | null }>();
  const put = (member: number, side: 'row' | 'col') => {
    rowIndices(ratings, member).forEach((index, place) => {
      const known = values.get(index) ?? { row: null, col: null };
      values.set(index, { ...known, [side]: rowValues(ratings, member)[place]! });
    });
  };
  put(a, 'row');
  put(b, 'col');
  const weight = ({ row, col }: { row: number | null; col: number | null }) =>
    row === null || col === null ? -Infinity : row * col;
  return [...values]
    .sort(([i, x], [j, y]) => {
      const [of, than] = [weight(x), weight(y)];
      return of === than ? i - j : than - of;
    })
    .map(([index, value]) => ({ id: ids[index]!, name: names?.[index] ?? null, ...value }));
}
