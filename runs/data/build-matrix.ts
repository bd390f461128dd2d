import type { Csr } from '#runs/matrix/csr.ts';
import type { Weighting } from '#shared/domain/weighting.ts';
import type { Interactions } from './interactions.ts';
import { pairsOf, type Pairs } from './pairs.ts';
import { transformValues } from './transform.ts';

type Aggregate = Pick<Weighting, 'aggregation' | 'transform'>;

/**
 * Users × items over the whole vocabularies: the weights of each pair aggregated, then transformed.
 * A pair whose weights cancel out stays as an explicit 0, because the user has seen the item.
 * @param rows row numbers to take (so that a transform learns from nothing else), or null for all
 */
export function buildMatrix(interactions: Interactions, rows: Int32Array | null, weighting: Aggregate): Csr {
  const pairs = pairsOf(interactions, rows);
  const { indptr, items } = pairs;
  const values = aggregate(pairs, interactions, weighting.aggregation);
  const matrix = {
    rows: interactions.userIds.size,
    cols: interactions.itemIds.size,
    indptr,
    indices: items,
    values,
  };
  transformValues(matrix, weighting.transform);
  return matrix;
}

const byAggregation = { sum: sumOf, max: greatestOf, last: latestOf } as const;

function aggregate(pairs: Pairs, interactions: Interactions, aggregation: Weighting['aggregation']): Float64Array {
  const { starts, order, items } = pairs;
  const valueOf = byAggregation[aggregation];
  const values = new Float64Array(items.length);
  for (let pair = 0; pair < values.length; pair++) {
    values[pair] = valueOf(order, starts[pair]!, starts[pair + 1]!, interactions);
  }
  return values;
}

function sumOf(order: Int32Array, from: number, to: number, { weights }: Interactions): number {
  let sum = 0;
  for (let at = from; at < to; at++) sum += weights[order[at]!]!;
  return sum;
}

function greatestOf(order: Int32Array, from: number, to: number, { weights }: Interactions): number {
  let greatest = -Infinity;
  for (let at = from; at < to; at++) greatest = Math.max(greatest, weights[order[at]!]!);
  return greatest;
}

/** The weight of the newest event; without times, and among equal times, of the last in the source. */
function latestOf(order: Int32Array, from: number, to: number, { weights, times }: Interactions): number {
  let latest = order[from]!;
  for (let at = from + 1; at < to; at++) {
    const row = order[at]!;
    if (!times || times[row]! >= times[latest]!) latest = row;
  }
  return weights[latest]!;
}
