import { z } from 'zod';
import type { Contribution } from '#shared/domain/run.ts';
import { coldStart, decimalNumber } from './config-fields.ts';
import { decay, newestTime } from './freshness.ts';
import type { Algorithm, Model, SideInformation } from './model.ts';
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
function createModel(engagement: Float64Array): Model {
  const greatest = engagement.reduce((a, b) => Math.max(a, b), 0);
  const scores = engagement.map((sum) => (greatest === 0 ? 0 : Math.max(0, sum) / greatest));
  function score(out: Float64Array) {
    out.set(scores);
    return greatest === 0 ? null : 'trending';
  }
  function explain(item: number): Contribution[] {
    if (scores[item] === 0) return [];
    const text = `recent engagement ${Number(engagement[item]!.toPrecision(3))}; the item with the most has ${Number(greatest.toPrecision(3))}`;
    return [{ kind: 'popularity', id: null, value: scores[item]!, similarity: null, text }];
  }
  return {
    score: (_, out) => score(out),
    foldIn: (_, __, out) => score(out),
    explain: (_, item) => explain(item),
    explainFoldIn: (_, __, item) => explain(item),
    save: () => ({ arrays: { engagement }, meta: {} }),
  };
}
