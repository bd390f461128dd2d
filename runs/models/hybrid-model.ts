import type { Contribution } from '#shared/domain/run.ts';
import type { Model, Reason } from './model.ts';
import { joined, nested } from './saved.ts';
import { greatestFirst } from './scores.ts';

/** The parts of a hybrid with their weights; a part of weight 0 is absent. */
export type HybridParts = {
  /** `prefix` begins the names of what the part saves. */
  models: { prefix: string; weight: number; model: Model }[];
  /** How new each item is, in [0, 1]. */
  recency: { weight: number; freshness: Float64Array } | null;
};

/**
 * The weighted mean of scores that lie in [0, 1], so that it lies there too. A part that knows nothing of a user counts as 0;
 * where no model knows anything, being new does not speak for an item either.
 */
export function createHybrid({ models, recency }: HybridParts, items: number): Model {
  const whole = models.reduce((sum, { weight }) => sum + weight, recency?.weight ?? 0);

  function combine(out: Float64Array, scoreBy: (model: Model, own: Float64Array) => Reason | null): Reason | null {
    const own = new Float64Array(items);
    let known = false;
    out.fill(0);
    for (const { model, weight } of models) {
      if (!scoreBy(model, own)) continue;
      known = true;
      addScaled(out, own, weight / whole);
    }
    if (!known) return null;
    if (recency) addScaled(out, recency.freshness, recency.weight / whole);
    for (let item = 0; item < items; item++) out[item] = Math.min(1, out[item]!);
    return 'hybrid';
  }

  function explainBy(
    item: number,
    scoreBy: (model: Model, own: Float64Array) => Reason | null,
    partsOf: (model: Model) => Contribution[],
  ): Contribution[] {
    const known = models.filter(({ model }) => scoreBy(model, new Float64Array(items)) !== null);
    if (known.length === 0) return [];
    const parts = known.flatMap(({ model, weight }) => scaled(partsOf(model), weight / whole));
    return [...parts, ...newness(recency, item, whole)].sort(greatestFirst);
  }

  return {
    score: (user, out) => combine(out, (model, own) => model.score(user, own)),
    ...(models.every(({ model }) => model.foldIn) && {
      foldIn: (history: Int32Array, weights: Float64Array, out: Float64Array, self?: number) =>
        combine(out, (model, own) => model.foldIn?.(history, weights, own, self) ?? null),
      explainFoldIn: (history: Int32Array, weights: Float64Array, item: number, self?: number) =>
        explainBy(
          item,
          (model, own) => model.foldIn?.(history, weights, own, self) ?? null,
          (model) => model.explainFoldIn?.(history, weights, item, self) ?? [],
        ),
    }),
    knowsWithoutHistory: (user) => models.some(({ model }) => model.knowsWithoutHistory?.(user) === true),
    explain: (user, item) =>
      explainBy(
        item,
        (model, own) => model.score(user, own),
        (model) => model.explain(user, item),
      ),
    save: () =>
      joined(...models.map(({ prefix, model }) => nested(model.save(), prefix)), {
        arrays: recency ? { recency: recency.freshness } : {},
        meta: {},
      }),
  };
}

function addScaled(out: Float64Array, own: Float64Array, scale: number): void {
  for (let item = 0; item < out.length; item++) out[item]! += scale * own[item]!;
}

const scaled = (parts: readonly Contribution[], scale: number): Contribution[] =>
  parts.map((part) => ({ ...part, value: part.value * scale }));

function newness(recency: HybridParts['recency'], item: number, whole: number): Contribution[] {
  const value = recency ? (recency.weight * recency.freshness[item]!) / whole : 0;
  return value === 0 ? [] : [{ kind: 'other', id: null, value, similarity: null, text: 'how new the item is' }];
}
