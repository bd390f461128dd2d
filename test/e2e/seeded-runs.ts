import { mkdirSync } from 'node:fs';
import { fillStore } from '../bench/fill-store.ts';
import { foldersOf } from '#runs/core.ts';
import { systemClock } from '#runs/tracking/clock.ts';
import { openStore } from '#runs/tracking/open-store.ts';
import type { Store } from '#runs/tracking/store.ts';
import type { ParamValue } from '#shared/domain/run.ts';
import { facts, newRun } from '../unit/tracking/samples.ts';

/** Runs of `fillStore`, and the odd ones. */
export const ordinaryRuns = 1000;
export const oddRuns = 4;

const filesOf = (home: string) => {
  const { database: file, backups } = foldersOf(home);
  return { file, backups, clock: systemClock };
};

/** Asks a data folder's store, also while a host has it open. */
export async function askStore<T>(home: string, question: (store: Store) => Promise<T>): Promise<T> {
  const store = await openStore(filesOf(home));
  try {
    return await question(store);
  } finally {
    await store.close();
  }
}

/**
 * A data folder with 1,000 runs, and four odd ones after them: a metric of zero, one that is not a number,
 * a param that is missing, and other data.
 */
export async function seedRuns(home: string): Promise<void> {
  mkdirSync(home, { recursive: true });
  await fillStore(filesOf(home), ordinaryRuns);
  await askStore(home, async (store) => {
    const shop = await store.datasets.find('shop');
    const movies = await store.datasets.insert('movies', facts('e'.repeat(64)));
    const split = { kind: 'temporal', fingerprint: 's', candidates: 'all' } as const;
    const odd: [name: string, dataset: typeof shop, params: Record<string, ParamValue>, ndcg: number][] = [
      ['odd zero', shop, { n_neighbors: 10, shrinkage: 0 }, 0],
      ['odd nan', shop, { n_neighbors: 20, shrinkage: 0.5 }, Number.NaN],
      ['odd missing', shop, { n_neighbors: 30 }, 0.5],
      ['odd data', movies, { n_neighbors: 40, shrinkage: 1 }, 0.9],
    ];
    for (const [name, dataset, params, ndcg] of odd) {
      const run = await store.runs.create(newRun(dataset, { name, params, split, ks: [5, 10, 20] }));
      const entries = [
        { name: 'ndcg@10', step: 0, value: ndcg },
        { name: 'recall@10', step: 0, value: 0.25 },
      ];
      await store.runs.logMetrics(run.id, entries);
      await store.runs.finish(run.id, { status: 'FINISHED', duration_ms: 1000 });
    }
  });
}
