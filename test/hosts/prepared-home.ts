import { createCore, type Core } from '#runs/core.ts';
import { connect, serve } from '#shared/api/rpc.ts';
import { isEnded } from '#shared/domain/run.ts';
import { coreConfig } from '../../main/core-config.ts';
import { windowQuery, type Reference } from '../suites/host.ts';
import { tempHome } from '../support/temp-home.ts';
import { until } from '../support/until.ts';
import { wholeBody } from '../support/whole-body.ts';

/** A core on a data folder, as every host opens it. */
export const openCore = (home: string): Promise<Core> => createCore(coreConfig(home));

/** A data folder with one dataset and one finished run, and what it answers without any wire. */
export async function prepareHome(): Promise<{ home: string; reference: Reference; remove(): void }> {
  const { home, remove } = tempHome();
  const core = await openCore(home);
  const client = connect({ call: serve(core.handlers), listen: core.listen });
  const recipe = { source: 'synthetic:groups', options: { preset: 'reference' } };
  await client.datasets.create({ name: 'reference', recipe });
  await client.runs.start({ dataset: 'reference', algorithm: 'user_knn' });
  const run = await until('the run', async () => {
    const { runs } = await client.runs.list({});
    return runs[0] && isEnded(runs[0].status) ? runs[0] : null;
  });
  if (run.status !== 'FINISHED') throw new Error(`The run ended ${run.status}: ${run.error ?? ''}`);

  const artifact = 'heatmaps/user_similarity_matrix.svg';
  const window = await wholeBody(await core.bytes('window', windowQuery));
  const picture = await wholeBody(await core.bytes('artifact', { run: '1', name: artifact }));
  const missing = await serve(core.handlers)('runs.show', { run: 'nope' });
  await core.close();
  return { home, remove, reference: { window, picture, artifact, missing } };
}
