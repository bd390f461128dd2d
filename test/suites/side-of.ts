import type { Csr } from '#runs/matrix/csr.ts';
import type { SideInformation } from '#runs/models/model.ts';

const dayMs = 86_400_000;

/** One event a rating, a day apart for each user; even items are of one category, odd ones of another, every third of a third one. */
export function sideOf({ rows, cols, indptr, indices, values }: Csr): SideInformation {
  const times = new Float64Array(indices.length);
  for (let user = 0; user < rows; user++) times.fill(user * dayMs, indptr[user], indptr[user + 1]);
  const categories = Array.from({ length: cols }, (_, item) =>
    item % 3 === 0 ? [item % 2, 2 + (item % 2)] : [item % 2],
  );
  const offsets = new Int32Array(cols + 1);
  categories.forEach((own, item) => (offsets[item + 1] = offsets[item]! + own.length));
  return {
    events: { items: indices, weights: values, times },
    itemCategories: {
      rows: cols,
      cols: 4,
      indptr: offsets,
      indices: Int32Array.from(categories.flat()),
      values: new Float64Array(offsets[cols]!).fill(1),
    },
    userCategories: null,
    categoryNames: ['even', 'odd', 'even third', 'odd third'],
    itemCreatedAt: Float64Array.from({ length: cols }, (_, item) => (item % 5 === 0 ? NaN : item * dayMs)),
  };
}
