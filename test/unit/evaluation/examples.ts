import type { Csr } from '#runs/matrix/csr.ts';
import type { EvaluateOptions, Ranker } from '#runs/evaluation/evaluate.ts';
import { csrOfRows } from '../../support/matrices.ts';

/** Rows of items, each of weight 1; items ascend. */
export function csrOfItems(rows: readonly (readonly number[])[], cols: number): Csr {
  return csrOfRows(
    rows.map((row) => row.map((col) => ({ col, value: 1 }))),
    cols,
  );
}

/** Scores by user and item; a user without a row gets nothing. */
export function rankerOf(scores: readonly (readonly number[] | null)[]): Ranker {
  return {
    score(user, out) {
      const row = scores[user];
      if (!row) return false;
      out.set(row);
      return true;
    },
  };
}

/** A ranker that puts the given items first, in that order, and has nothing for all others. */
export function listRanker(lists: readonly (readonly number[])[], items: number): Ranker {
  return rankerOf(
    lists.map((list) => {
      const scores = Array.from({ length: items }, () => 0);
      list.forEach((item, rank) => (scores[item] = 1 / (rank + 1)));
      return scores;
    }),
  );
}

export function optionsWith(options: Partial<EvaluateOptions> = {}): EvaluateOptions {
  return {
    ks: [5, 10],
    candidates: 'all',
    negatives: null,
    seed: 1,
    onProgress: () => undefined,
    shouldStop: () => false,
    ...options,
  };
}

/** Negatives of each user, as a dataset brings them. */
export function negativesOf(rows: readonly (readonly number[])[]): EvaluateOptions['negatives'] {
  const indptr = new Int32Array(rows.length + 1);
  rows.forEach((row, user) => (indptr[user + 1] = indptr[user]! + row.length));
  return { indptr, items: Int32Array.from(rows.flat()) };
}
