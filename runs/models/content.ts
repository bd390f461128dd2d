import { z } from 'zod';
import { KindredError } from '#shared/api/errors.ts';
import type { Csr } from '#runs/matrix/csr.ts';
import { coldStart } from './config-fields.ts';
import { createContentModel } from './content-model.ts';
import type { Algorithm, SavedModel, SideInformation } from './model.ts';
import { misfit } from './saved.ts';

const config = z.strictObject({ cold_start: coldStart('popular') });

/** Matching of categories: genres, topics or whatever the data calls them. */
export const content: Algorithm<typeof config> = {
  name: 'content',
  title: 'Matching categories',
  description:
    'Items of the categories (genres, topics) that the user is interested in: score(u, i) = Σ of the user’s interest in the categories of i / Σ of all their interest. ' +
    'Interests are the categories that users have stated, each 1: then the score is matching genres / the user’s genres. Of users who stated none, they are Σ r(u, j) over their items j of the category, at least 0.',
  config,
  estimate: ({ users, items }) => ({ bytes: (users + items) * 16 * 12, operations: users * items }),
  train: async (ratings, _, { side }) => contentOf(side, ratings, 'content', ''),
  load: (saved, ratings) => loadContent(saved, ratings),
};

/**
 * The model itself, which hybrids also need.
 * @param wayOut what else the reader may do, at the end of the sentence that refuses
 * @throws KindredError invalid_input where items have no categories
 */
export function contentOf(side: SideInformation, ratings: Csr, algorithm: string, wayOut: string) {
  const { itemCategories, userCategories, categoryNames } = side;
  if (itemCategories)
    return createContentModel({ itemCategories, userCategories, names: categoryNames ?? null }, ratings);
  throw new KindredError(
    'invalid_input',
    `The algorithm ${algorithm} needs categories of items, and this dataset has none. ` +
      `Create the dataset with a source that has them (such as genres), or use another algorithm${wayOut}.`,
  );
}

export function loadContent(saved: SavedModel, ratings: Csr) {
  const count = saved.meta['categories'];
  if (typeof count !== 'number') return misfit('categories');
  const itemCategories = pattern(saved, 'item', ratings.cols, count) ?? misfit('categories');
  const userCategories = pattern(saved, 'user', ratings.rows, count);
  const names = saved.meta['category_names'];
  const parsed = typeof names === 'string' ? z.array(z.string()).parse(JSON.parse(names)) : null;
  return createContentModel({ itemCategories, userCategories, names: parsed }, ratings);
}

/** Rows of categories, values 1; null where there are none. */
function pattern({ arrays }: SavedModel, of: 'item' | 'user', rows: number, cols: number): Csr | null {
  const indptr = arrays[`${of}_indptr`];
  const indices = arrays[`${of}_categories`];
  if (!indptr || !indices) return null;
  const fits =
    indptr instanceof Int32Array &&
    indices instanceof Int32Array &&
    indptr.length === rows + 1 &&
    indices.length === indptr[rows] &&
    indices.every((category) => category >= 0 && category < cols);
  return fits
    ? { rows, cols, indptr, indices, values: new Float64Array(indices.length).fill(1) }
    : misfit('categories');
}
