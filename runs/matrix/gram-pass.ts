import { addProducts } from './products.ts';
import type { Products } from './products.ts';

/** The upper triangle and diagonal of RᵀR. Every row is its own part of the output, so threads share one job. */
export type GramJob = {
  kind: 'gram';
  /** Of the ratings by columns: its rows are multiplied with one another. */
  products: Products;
  /** Row-major with `stride` values a row. */
  gram: Float64Array;
  stride: number;
};

export function gramPass({ products, gram, stride }: GramJob): (from: number, to: number) => void {
  const { indptr, values } = products.ratings;
  return (from, to) => {
    for (let row = from; row < to; row++) {
      const out = gram.subarray(row * stride, row * stride + products.ratings.rows);
      addProducts(products, row, out);
      let square = 0;
      for (let p = indptr[row]!, end = indptr[row + 1]!; p < end; p++) square += values[p]! ** 2;
      out[row] = square;
    }
  };
}

/** Copies the upper triangle of a square matrix to the lower one. */
export function mirror(matrix: Float64Array, size: number, stride: number): void {
  for (let row = 1; row < size; row++) {
    for (let column = 0; column < row; column++) matrix[row * stride + column] = matrix[column * stride + row]!;
  }
}
