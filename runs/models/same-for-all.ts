import type { Contribution } from '#shared/domain/run.ts';
import type { Model, Reason } from './model.ts';

type Parts = {
  /** Of each item, 0 or more. */
  weights: Int32Array | Float64Array;
  /** Why everybody gets the list, where any item has a weight. */
  reason: Reason;
  /** What the weight of an item is, in words; null where there is nothing to say of it. */
  textOf(weight: number, greatest: number): string | null;
  save: Model['save'];
};

/** A model with one list for everyone: score(i) = weight of i / the greatest weight, 0 where that is 0. */
export function sameForAll({ weights, reason, textOf, save }: Parts): Model {
  let greatest = 0;
  for (const weight of weights) greatest = Math.max(greatest, weight);
  const scores = Float64Array.from(weights, (weight) => (greatest === 0 ? 0 : Math.max(0, weight) / greatest));
  function score(out: Float64Array) {
    out.set(scores);
    return greatest === 0 ? null : reason;
  }
  function explain(item: number): Contribution[] {
    const text = greatest === 0 ? null : textOf(weights[item]!, greatest);
    return text === null ? [] : [{ kind: 'popularity', id: null, value: scores[item]!, similarity: null, text }];
  }
  return {
    score: (_, out) => score(out),
    foldIn: (_, __, out) => score(out),
    explain: (_, item) => explain(item),
    explainFoldIn: (_, __, item) => explain(item),
    save,
  };
}
