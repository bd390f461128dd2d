import type { Contribution } from '#shared/domain/run.ts';
import { maxAbsolute, rowIndices, rowValues, transpose, valueAt } from '#runs/matrix/csr.ts';
import type { Csr } from '#runs/matrix/csr.ts';
import type { Model, Reason, SavedModel } from './model.ts';
import { rowSums } from './neighbour-graph.ts';
import { explainScore, explainSpread, scaleScores, spreadScores } from './scores.ts';

/** What each item of a user says of all items; the score is the weighted sum, Σ over own items j of r(u, j)·W(j, i). */
export type ItemWeights = {
  /** Adds r(u, j)·W(j, ·) for each own item j, in the order given. */
  addTo(items: Int32Array, ratings: Float64Array, out: Float64Array): void;
  /** W(own, item) */
  between(own: number, item: number): number;
  /** What W is called in explanations. */
  name: 'similarity' | 'weight';
  /**
   * - most: scores are sums divided by the greatest sum that any user can have, the same for everyone; a sum below 0 scores 0
   * - spread: sums below 0 rank as well, so each user's scores are spread from their least to their greatest; `greatest` = max |W|
   */
  scale: { by: 'most'; most: number } | { by: 'spread'; greatest: number };
};

/** A model of item–item weights. A known user and a history that is folded in take the same path. */
export function createOwnItemsModel(weights: ItemWeights, ratings: Csr, save: () => SavedModel): Model {
  const { scale } = weights;

  function scoreHistory(items: Int32Array, own: Float64Array, out: Float64Array): Reason | null {
    out.fill(0);
    weights.addTo(items, own, out);
    const speaks = scale.by === 'most' ? scaleScores(out, scale.most) : spreadScores(out, scale.greatest * size(own));
    return speaks ? 'collaborative_filtering' : null;
  }

  function explainHistory(items: Int32Array, own: Float64Array, item: number): Contribution[] {
    const addends = addendsOf(weights, items, own, item);
    if (scale.by === 'most') return explainScore(addends, scale.most);
    const sums = new Float64Array(ratings.cols);
    weights.addTo(items, own, sums);
    const spread = spreadScores(sums, scale.greatest * size(own));
    return spread ? explainSpread(addends, spread) : [];
  }

  return {
    score: (user, out) => scoreHistory(rowIndices(ratings, user), rowValues(ratings, user), out),
    foldIn: scoreHistory,
    explain: (user, item) => explainHistory(rowIndices(ratings, user), rowValues(ratings, user), item),
    explainFoldIn: explainHistory,
    save,
  };
}

const size = (own: Float64Array): number => own.reduce((sum, value) => sum + Math.abs(value), 0);

function addendsOf(
  { between, name }: ItemWeights,
  items: Int32Array,
  values: Float64Array,
  item: number,
): Contribution[] {
  const found: Contribution[] = [];
  for (let n = 0; n < items.length; n++) {
    const own = items[n]!;
    const weight = between(own, item);
    if (weight === 0) continue;
    const rating = values[n]!;
    const similarity = name === 'similarity' ? weight : null;
    const text = `item {id}, which the user has with weight ${Number(rating.toPrecision(6))}, ${name} ${Number(weight.toPrecision(3))}`;
    found.push({ kind: 'item', id: String(own), value: weight * rating, similarity, text });
  }
  return found;
}

/**
 * Sparse weights.
 * @param graph items × items: row j holds W(j, ·)
 * @param fromZero where no weight is below 0: the scale is by the greatest sum then
 */
export function sparseItemWeights(
  graph: Csr,
  ratings: Csr,
  { name, fromZero }: { name: ItemWeights['name']; fromZero: boolean },
): ItemWeights {
  const greatestSum = () => rowSums(transpose(graph)).reduce((a, b) => Math.max(a, b), 0) * maxAbsolute(ratings);
  return {
    addTo: (items, own, out) => addRows(graph, items, own, out),
    between: (own, item) => valueAt(graph, own, item),
    name,
    scale: fromZero ? { by: 'most', most: greatestSum() } : { by: 'spread', greatest: maxAbsolute(graph) },
  };
}

function addRows({ indptr, indices, values }: Csr, items: Int32Array, own: Float64Array, out: Float64Array): void {
  for (let n = 0; n < items.length; n++) {
    const rating = own[n]!;
    const item = items[n]!;
    for (let p = indptr[item]!, end = indptr[item + 1]!; p < end; p++) out[indices[p]!]! += values[p]! * rating;
  }
}
