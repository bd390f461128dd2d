import { emptyCsr } from '#runs/matrix/csr.ts';
import type { Csr } from '#runs/matrix/csr.ts';
import type { Random } from '#runs/matrix/random.ts';

/** A sparse matrix of the given cells; zeros are left out. */
export function csrOf(dense: readonly (readonly number[])[]): Csr {
  const cells = dense.map((row) => row.flatMap((value, col) => (value === 0 ? [] : [{ col, value }])));
  return csrOfRows(cells, dense[0]?.length ?? 0);
}

/** A sparse matrix of rows of cells; columns ascend. */
export function csrOfRows(rows: readonly { col: number; value: number }[][], cols: number): Csr {
  const matrix = emptyCsr(rows.length, cols);
  rows.forEach((row, r) => (matrix.indptr[r + 1] = matrix.indptr[r]! + row.length));
  matrix.indices = Int32Array.from(rows.flat(), (cell) => cell.col);
  matrix.values = Float64Array.from(rows.flat(), (cell) => cell.value);
  return matrix;
}

/** The same matrix with every cell. */
export function denseOf({ rows, cols, indptr, indices, values }: Csr): number[][] {
  return Array.from({ length: rows }, (_, r) => {
    const row = Array.from({ length: cols }, () => 0);
    for (let p = indptr[r]!; p < indptr[r + 1]!; p++) row[indices[p]!] = values[p]!;
    return row;
  });
}

/** Cells drawn with the given density from `values`. */
export function randomCsr(
  random: Random,
  rows: number,
  cols: number,
  density: number,
  values: readonly number[] = [0.1, 0.3, 0.7, 1],
): Csr {
  return csrOf(
    Array.from({ length: rows }, () =>
      Array.from({ length: cols }, () => (random.next() < density ? values[random.below(values.length)]! : 0)),
    ),
  );
}
