import type { Dataset } from '#shared/domain/dataset.ts';
import { isEnded, type Run } from '#shared/domain/run.ts';
import { comparablePairs } from '../../parts/comparable-pairs.ts';
import { plural } from '../../text/plural.ts';

export type Step = { title: string; done: boolean; current: boolean };

export type FirstSteps = {
  list: Step[];
  next: 'train' | 'wait' | 'compare' | 'serving';
  /** What the next step does and what it costs. */
  words: string;
  /** The dataset to train on. */
  dataset: string;
  /** Two finished runs that can be compared. */
  pair: string[];
};

const titles = ['Get data', 'Train two baselines', 'Compare them', 'Promote the winner'];

/**
 * Where somebody stands who is new here.
 * @param runs  the newest runs, newest first
 * @param live  how the live version is called; null where nothing is live
 * @returns null once there is more than first steps make
 */
export function firstSteps(
  datasets: readonly Pick<Dataset, 'id' | 'name' | 'users' | 'items'>[],
  runs: readonly Run[],
  live: string | null = null,
): FirstSteps | null {
  const dataset = datasets[0];
  if (!dataset || runs.length > 4) return null;
  const pair = comparablePairs(runs)[0]?.map((run) => run.id) ?? [];
  const active = runs.filter((run) => !isEnded(run.status)).length;
  const next = live !== null ? 'serving' : pair.length === 2 ? 'compare' : active > 0 ? 'wait' : 'train';
  const at = next === 'serving' ? titles.length : next === 'compare' ? 2 : 1;
  const words = {
    train: `${dataset.name}: ${plural(dataset.users, 'user')} × ${plural(dataset.items, 'item')}. Two models will be trained on it: what everybody likes, and what the 20 most similar users like. A few seconds.`,
    wait: `${plural(active, 'run')} under way.`,
    compare:
      'Both have the same data and the same held-out part, so their difference has an interval; the better one can be promoted from there.',
    serving: `${live} is live. Next: your own data, from a Postgres or a file.`,
  };
  return {
    list: titles.map((title, index) => ({ title, done: index < at, current: index === at })),
    next,
    words: words[next],
    dataset: dataset.id,
    pair,
  };
}
