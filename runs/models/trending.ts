import { z } from 'zod';
import { coldStart, decimalNumber } from './config-fields.ts';
import { decay, newestTime } from './freshness.ts';
import type { Algorithm, Model, SideInformation } from './model.ts';
import { sameForAll } from './same-for-all.ts';
import { savedFloats } from './saved.ts';

/** Days in which an event loses half of its weight, usually. */
export const usualHalfLife = 7;

export const halfLifeDays = (what: string) => decimalNumber(0.01, 36_500).default(usualHalfLife).describe(what);

const config = z.strictObject({
  half_life_days: halfLifeDays('Days in which an event loses half of its weight'),
  cold_start: coldStart('trending'),
});

/** The baseline of what is popular now. */
export const trending: Algorithm<typeof config> = {
  name: 'trending',
  title: 'Trending',
  description:
    'The items with the most recent engagement, the same for everyone: score(i) = Σ over events of i of w·2^(−age / half-life) / the greatest such sum; ages are counted from the newest training event. ' +
    'Without times all events are equally recent; a sum below 0 (dislikes) scores 0.',
  config,
  estimate: ({ items, nnz }) => ({ bytes: items * 16, operations: nnz }),
  train: async (ratings, { half_life_days }, { side }) => trendingOf(side, ratings.cols, half_life_days),
  load: (saved, ratings) => loadTrending(saved, ratings.cols),
};

/** The model itself, which cold-start policies also need. */
export function trendingOf(side: SideInformation, items: number, halfLife: number): Model {
  const engagement = new Float64Array(items);
  const { events } = side;
  const now = newestTime(side);
  for (let event = 0; event < events.items.length; event++) {
    const share = events.times ? decay(now - events.times[event]!, halfLife) : 1;
    engagement[events.items[event]!]! += events.weights[event]! * share;
  }
  return createModel(engagement);
}

export const loadTrending = (saved: Parameters<typeof savedFloats>[0], items: number): Model =>
  createModel(savedFloats(saved, 'engagement', items, 'engagement'));

/** @param engagement of each item */
const createModel = (engagement: Float64Array): Model =>
  sameForAll({
    weights: engagement,
    reason: 'trending',
    textOf: (sum, greatest) =>
      sum > 0
        ? `recent engagement ${Number(sum.toPrecision(3))}; the item with the most has ${Number(greatest.toPrecision(3))}`
        : null,
    save: () => ({ arrays: { engagement }, meta: {} }),
  });
