import { connect, serve } from '#shared/api/rpc.ts';
import { isEnded } from '#shared/domain/run.ts';
import { createCore } from '#runs/core.ts';
import { coreConfig } from '../../main/core-config.ts';
import { until } from '../support/until.ts';

/** In this order they are runs 1 to 5. */
export const trainedRuns = [
  { algorithm: 'popularity', name: 'popular' },
  { algorithm: 'user_knn', name: 'knn-20', config: { n_neighbors: 20 } },
  { algorithm: 'user_knn', name: 'knn-40', config: { n_neighbors: 40, shrinkage: 5 } },
  { algorithm: 'bpr', name: 'bpr-8', config: { factors: 8 } },
  { algorithm: 'user_knn', name: 'knn-again', config: { n_neighbors: 20 } },
];

/** The data folder that the global set-up made; tests copy it. */
export function trainedFolder(): string {
  const folder = process.env['KINDRED_TRAINED'];
  if (folder === undefined) throw new Error('KINDRED_TRAINED is not set: the global set-up of Playwright does it.');
  return folder;
}

/** Puts the sample and finished runs of it into a data folder. */
export async function trainSample(home: string): Promise<void> {
  const core = await createCore({ ...coreConfig(home), threads: 2 });
  const client = connect({ call: serve(core.handlers), listen: core.listen });
  const { name: dataset } = await client.datasets.openSample({});
  for (const asked of trainedRuns) {
    const { runs } = await client.runs.start({ dataset, ...asked });
    const run = await until('the run to end', async () => {
      const now = await client.runs.show({ run: runs[0]!.id });
      return isEnded(now.status) ? now : null;
    });
    if (run.status !== 'FINISHED') throw new Error(`${run.name} ended ${run.status}: ${run.error ?? ''}`);
  }
  await core.close();
}
