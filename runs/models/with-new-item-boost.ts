import type { Contribution } from '#shared/domain/run.ts';
import { decimalNumber } from './config-fields.ts';
import { freshnessOf } from './freshness.ts';
import type { Algorithm, Model, Reason } from './model.ts';
import { joined, savedFloats } from './saved.ts';
import { greatestFirst } from './scores.ts';
import { halfLifeDays } from './trending.ts';

const arrayName = 'new_item_freshness';

const fields = {
  new_item_boost: decimalNumber(0, 100)
    .default(0)
    .describe(
      'How much being new counts beside the score: (score + boost · 2^(−age / half-life)) / (1 + boost); 0 = off',
    ),
  new_item_half_life_days: halfLifeDays('Days in which a new item loses half of its boost'),
};

/**
 * The algorithm with a boost of new items as two more parameters: (score + boost · 2^(−age / half-life)) / (1 + boost). Ages are
 * counted from the newest training event, back to when the item was made, or first seen where that is unknown. The cold-start
 * policy's answers are not boosted.
 */
export function withNewItemBoost(algorithm: Algorithm): Algorithm {
  const boostOf = (config: Record<string, unknown>) => Number(config['new_item_boost'] ?? 0);
  return {
    ...algorithm,
    config: algorithm.config.extend(fields),
    estimate(shape, config) {
      const cost = algorithm.estimate(shape, config);
      return { ...cost, bytes: cost.bytes + (boostOf(config) > 0 ? shape.items * 32 : 0) };
    },
    async train(ratings, config, context) {
      const model = await algorithm.train(ratings, config, context);
      if (boostOf(config) === 0) return model;
      const halfLife = Number(config['new_item_half_life_days']);
      return boosted(model, boostOf(config), freshnessOf(context.side, ratings.cols, halfLife));
    },
    load(saved, ratings, config) {
      const model = algorithm.load(saved, ratings, config);
      if (boostOf(config) === 0) return model;
      return boosted(model, boostOf(config), savedFloats(saved, arrayName, ratings.cols, 'ages of items'));
    },
  };
}

function boosted(model: Model, boost: number, freshness: Float64Array): Model {
  const share = 1 / (1 + boost);

  function lift(reason: Reason | null, out: Float64Array): Reason | null {
    if (reason)
      for (let item = 0; item < out.length; item++) out[item] = (out[item]! + boost * freshness[item]!) * share;
    return reason;
  }

  function lifted(reason: Reason | null, parts: Contribution[], item: number): Contribution[] {
    if (!reason) return parts;
    const scaled = parts.map((part) => ({ ...part, value: part.value * share }));
    return [...scaled, ...newness(boost * freshness[item]! * share)].sort(greatestFirst);
  }

  return {
    ...model,
    score: (user, out) => lift(model.score(user, out), out),
    ...(model.foldIn && {
      foldIn: (items, weights, out, self) => lift(model.foldIn!(items, weights, out, self), out),
      explainFoldIn(items, weights, item, self) {
        const reason = model.foldIn!(items, weights, new Float64Array(freshness.length), self);
        return lifted(reason, model.explainFoldIn!(items, weights, item, self), item);
      },
    }),
    explain: (user, item) =>
      lifted(model.score(user, new Float64Array(freshness.length)), model.explain(user, item), item),
    save: () => joined(model.save(), { arrays: { [arrayName]: freshness }, meta: {} }),
  };
}

function newness(value: number): Contribution[] {
  return value === 0 ? [] : [{ kind: 'other', id: null, value, similarity: null, text: 'how new the item is' }];
}
