import { connect, serve, type Client } from '#shared/api/rpc.ts';
import { isEnded, type Run } from '#shared/domain/run.ts';
import { createCore, type Core } from '#runs/core.ts';
import { coreConfig } from '../../main/core-config.ts';
import { tempHome } from '../support/temp-home.ts';
import { until } from '../support/until.ts';
import { test as base } from './fixture.ts';

/** Runs of the sample that a page is opened on, and a core on a copy of them that says what the page must show. */
export type Trained = { folder: string; runs: Run[]; client: Client; bytes: Core['bytes'] };

/** In this order they are runs 1 to 5. */
const trainedRuns = [
  { algorithm: 'popularity', name: 'popular' },
  { algorithm: 'user_knn', name: 'knn-20', config: { n_neighbors: 20 } },
  { algorithm: 'user_knn', name: 'knn-40', config: { n_neighbors: 40, shrinkage: 5 } },
  { algorithm: 'bpr', name: 'bpr-8', config: { factors: 8 } },
  { algorithm: 'user_knn', name: 'knn-again', config: { n_neighbors: 20 } },
];

/** As `test`, on a data folder with the sample and finished runs. */
export const test = base.extend<object, { trained: Trained }>({
  trained: [
    // oxlint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const { home: folder, remove } = tempHome();
      const runs = await train(folder);
      const copy = tempHome(folder);
      const core = await createCore({ ...coreConfig(copy.home), threads: 1 });
      await use({
        folder,
        runs,
        client: connect({ call: serve(core.handlers), listen: core.listen }),
        bytes: core.bytes,
      });
      await core.close();
      copy.remove();
      remove();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  home: async ({ trained }, use) => {
    const { home, remove } = tempHome(trained.folder);
    await use(home);
    remove();
  },
});

async function train(home: string): Promise<Run[]> {
  const core = await createCore({ ...coreConfig(home), threads: 2 });
  const client = connect({ call: serve(core.handlers), listen: core.listen });
  const { name: dataset } = await client.datasets.openSample({});
  const ended: Run[] = [];
  for (const asked of trainedRuns) {
    const { runs } = await client.runs.start({ dataset, ...asked });
    const run = await until('the run to end', async () => {
      const now = await client.runs.show({ run: runs[0]!.id });
      return isEnded(now.status) ? now : null;
    });
    if (run.status !== 'FINISHED') throw new Error(`${run.name} ended ${run.status}: ${run.error ?? ''}`);
    ended.push(run);
  }
  await core.close();
  return ended;
}

export { expect } from './fixture.ts';
