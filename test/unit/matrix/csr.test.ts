import { describe, expect, it } from 'vitest';
import { emptyCsr, invert, maxAbsolute, rowNorms, shapeOf, shared, transpose, valueAt } from '#runs/matrix/csr.ts';
import { createRandom } from '#runs/matrix/random.ts';
import { csrOf, denseOf, randomCsr } from '../../support/matrices.ts';

const random = () => randomCsr(createRandom(1, 'csr'), 23, 17, 0.3);

describe('csr', () => {
  it('transposes like a dense matrix, twice to the same bytes', () => {
    const matrix = random();
    const dense = denseOf(matrix);
    expect(denseOf(transpose(matrix))).toEqual(dense[0]!.map((_, col) => dense.map((row) => row[col]!)));
    expect(transpose(transpose(matrix))).toEqual(matrix);
  });

  it('knows where each value went on transposing', () => {
    const matrix = random();
    const { columns, at } = invert(matrix);
    matrix.values.forEach((value, p) => {
      expect(columns.values[at[p]!]).toBe(value);
      expect(p >= matrix.indptr[columns.indices[at[p]!]!]!).toBe(true);
    });
  });

  it('finds the value of any cell, 0 where there is none', () => {
    const matrix = random();
    denseOf(matrix).forEach((row, r) => row.forEach((value, c) => expect(valueAt(matrix, r, c)).toBe(value)));
  });

  it('measures lengths of rows, 0 for an empty one', () => {
    expect(
      rowNorms(
        csrOf([
          [3, 0, 4],
          [0, 0, 0],
          [0, -2, 0],
        ]),
      ),
    ).toEqual(Float64Array.of(5, 0, 2));
    expect(maxAbsolute(csrOf([[3, -4]]))).toBe(4);
    expect(maxAbsolute(emptyCsr(2, 2))).toBe(0);
  });

  it('says how many multiply-adds all pairs of users and of items take', () => {
    expect(
      shapeOf(
        csrOf([
          [1, 1, 0],
          [1, 0, 0],
          [1, 1, 0],
        ]),
      ),
    ).toEqual({
      users: 3,
      items: 3,
      nnz: 5,
      userPairs: 9 + 4,
      itemPairs: 4 + 1 + 4,
    });
  });

  it('copies to memory of all threads once', () => {
    const matrix = random();
    const copy = shared(matrix);
    expect(copy).toEqual(matrix);
    expect(copy.values.buffer).toBeInstanceOf(SharedArrayBuffer);
    expect(shared(copy)).toBe(copy);
  });

  it('holds matrices without rows, columns or values', () => {
    expect(transpose(emptyCsr(0, 3))).toEqual(emptyCsr(3, 0));
    expect(transpose(emptyCsr(4, 2))).toEqual(emptyCsr(2, 4));
  });
});
