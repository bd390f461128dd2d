import type { Contribution } from '#shared/domain/run.ts';
import { rowIndices, rowLength, rowValues } from '#runs/matrix/csr.ts';
import type { Csr } from '#runs/matrix/csr.ts';
import type { Model, Reason } from './model.ts';
import { greatestFirst } from './scores.ts';

export type Categories = {
  /** items × categories */
  itemCategories: Csr;
  /** users × categories that they have stated; null where nobody has. */
  userCategories: Csr | null;
  names: readonly string[] | null;
};

export function createContentModel({ itemCategories, userCategories, names }: Categories, ratings: Csr): Model {
  const hasStated = (user: number) => userCategories !== null && rowLength(userCategories, user) > 0;

  function interestsOf(user: number): Float64Array {
    if (!userCategories || !hasStated(user)) {
      return fromHistory(itemCategories, rowIndices(ratings, user), rowValues(ratings, user));
    }
    const interests = new Float64Array(itemCategories.cols);
    for (const category of rowIndices(userCategories, user)) interests[category] = 1;
    return interests;
  }

  return {
    score: (user, out) => scoreBy(itemCategories, interestsOf(user), out),
    foldIn: (items, weights, out) => scoreBy(itemCategories, fromHistory(itemCategories, items, weights), out),
    explainFoldIn: (items, weights, item) =>
      addends(itemCategories, fromHistory(itemCategories, items, weights), item, names),
    knowsWithoutHistory: hasStated,
    explain: (user, item) => addends(itemCategories, interestsOf(user), item, names),
    save: () => ({
      arrays: {
        item_indptr: itemCategories.indptr,
        item_categories: itemCategories.indices,
        ...(userCategories && { user_indptr: userCategories.indptr, user_categories: userCategories.indices }),
      },
      meta: { categories: itemCategories.cols, category_names: names && JSON.stringify(names) },
    }),
  };
}

/** Interest in each category, at least 0. */
function fromHistory(itemCategories: Csr, items: Int32Array, weights: Float64Array): Float64Array {
  const interests = new Float64Array(itemCategories.cols);
  for (let n = 0; n < items.length; n++) {
    for (const category of rowIndices(itemCategories, items[n]!)) interests[category]! += weights[n]!;
  }
  return interests.map((interest) => Math.max(0, interest));
}

const total = (interests: Float64Array): number => interests.reduce((sum, interest) => sum + interest, 0);

function scoreBy({ indptr, indices }: Csr, interests: Float64Array, out: Float64Array): Reason | null {
  const all = total(interests);
  let any = false;
  for (let item = 0; item < out.length; item++) {
    let sum = 0;
    for (let p = indptr[item]!, end = indptr[item + 1]!; p < end; p++) sum += interests[indices[p]!]!;
    // Rounding may put the sum of all parts above the whole.
    out[item] = sum > 0 ? Math.min(1, sum / all) : 0;
    any ||= sum > 0;
  }
  return any ? 'content' : null;
}

function addends(
  itemCategories: Csr,
  interests: Float64Array,
  item: number,
  names: readonly string[] | null,
): Contribution[] {
  const all = total(interests);
  const found: Contribution[] = [];
  for (const category of rowIndices(itemCategories, item)) {
    if (interests[category] === 0) continue;
    const value = interests[category]! / all;
    const name = names?.[category] ?? `category ${category + 1}`;
    found.push({
      kind: 'other',
      id: null,
      value,
      similarity: null,
      text: `${name}, ${(100 * value).toFixed(0)} % of the user’s interests`,
    });
  }
  return found.sort(greatestFirst);
}
