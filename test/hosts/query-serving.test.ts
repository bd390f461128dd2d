import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect, serve, type Client } from '#shared/api/rpc.ts';
import { featuresOf } from '#shared/domain/query-features.ts';
import { PerformanceModels, PredictAnswer, TrainingJob } from '#shared/serving/performance.ts';
import { createCore, type Core } from '#runs/core.ts';
import { silentLog } from '../../main/log.ts';
import { workbenchConfig } from '../../main/workbench-config.ts';
import { addQueryDataset, sampleRows } from '../support/query-dataset.ts';
import { until } from '../support/until.ts';
import { temporaryHome, type Home, type Running } from './cli/kindred.ts';

/** Query performance on hosts of their own: `kindred serve` as a process that is killed, and the API process of the workbench. */

/** Processes that train, one after the other, in milliseconds. */
const patience = { timeout: 240_000 };
const train = '/api/train/performance-model';

let home: Home;
let folder: string;
beforeAll(async () => {
  home = await temporaryHome();
  folder = join(home.folder, 'home');
  await home.answer('datasets list');
  await addQueryDataset(folder, 'slow', { queries: 400, seed: 4 });
});
afterAll(() => home.remove());

async function started(line: string): Promise<{ serving: Running; url: string }> {
  const serving = home.start(`${line} --port 0 --json`);
  await serving.printed(/"url".*\n/);
  return { serving, url: (JSON.parse(serving.stdout()) as { url: string }).url };
}

const post = (url: string, body: object) =>
  fetch(url, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
const jobAt = async (url: string, id: string) => TrainingJob.parse(await (await fetch(`${url}${train}/${id}`)).json());
const ended = (url: string, id: string) =>
  until(
    'the job to end',
    async () => {
      const job = await jobAt(url, id);
      return ['QUEUED', 'RUNNING'].includes(job.status) ? null : job;
    },
    120_000,
  );

const quick = { dataset: 'slow', algorithm: 'ridge', learning_curve: 0, permutations: 0 };
/** Minutes of work. */
const endless = { ...quick, algorithm: 'gradient_boosting', config: { n_estimators: 2000, max_samples: 20_000 } };

describe('a training job', () => {
  it(
    'of a host that was killed is INTERRUPTED once it is up again, and never says that it runs',
    patience,
    async () => {
      const first = await started('serve --queries');
      const response = await post(first.url + train, endless);
      expect(response.status).toBe(202);
      const { job_id } = TrainingJob.parse(await response.json());
      await until(
        'the job to run',
        async () => ((await jobAt(first.url, job_id)).status === 'RUNNING' ? true : null),
        60_000,
      );
      first.serving.child.kill('SIGKILL');
      await first.serving.ended;

      const second = await started('serve --queries');
      const job = await jobAt(second.url, job_id);
      expect(job).toMatchObject({ job_id, status: 'INTERRUPTED', model_version: null, metrics: null });
      expect(job.error).toMatch(/\w/);
      const again = TrainingJob.parse(await (await post(second.url + train, quick)).json());
      expect(again.job_id).not.toBe(job_id);
      expect(await ended(second.url, again.job_id)).toMatchObject({
        status: 'FINISHED',
        model_version: 'query_performance_v1',
      });

      second.serving.child.kill('SIGTERM');
      expect((await second.serving.ended).code).toBe(0);
      const third = await started('serve --queries');
      expect((await jobAt(third.url, job_id)).status).toBe('INTERRUPTED');
      expect(await jobAt(third.url, again.job_id)).toMatchObject({
        status: 'FINISHED',
        model_version: 'query_performance_v1',
      });
      third.serving.child.kill('SIGTERM');
      await third.serving.ended;
    },
  );

  it('of a host that stops in the ordinary way is INTERRUPTED too', patience, async () => {
    const { serving, url } = await started('serve --queries');
    const { job_id } = TrainingJob.parse(await (await post(url + train, endless)).json());
    await until('the job to run', async () => ((await jobAt(url, job_id)).status === 'RUNNING' ? true : null), 60_000);
    serving.child.kill('SIGTERM');
    expect((await serving.ended).code).toBe(0);
    const next = await started('serve --queries');
    expect((await jobAt(next.url, job_id)).status).toBe('INTERRUPTED');
    next.serving.child.kill('SIGTERM');
    await next.serving.ended;
  });
});

describe('the command line', () => {
  it('lists one kind, verifies a bundle of it and serves it alone', patience, async () => {
    const { models } = await home.answer<{ models: { name: string }[] }>('models list');
    expect(models).toEqual([]);
    const ofQueries = await home.answer<{ models: { name: string }[] }>('models list --kind query_performance');
    expect(ofQueries.models.map(({ name }) => name)).toEqual(['query_performance']);
    const file = join(home.folder, 'one.kindred');
    await home.answer('models export query_performance@1 --to', file);
    expect(await home.answer('models verify', file)).toMatchObject({ ok: true, kind: 'query_performance' });
    expect((await home.kindred('models verify', file)).stdout).toMatch(/about +query performance\nqueries +400/);
    const { serving, url } = await started(`serve --bundle ${file}`);
    const features = featuresOf(sampleRows({ queries: 1, seed: 9 })[1]!.features);
    const answer = PredictAnswer.parse(await (await post(`${url}/api/predict/query-execution`, { features })).json());
    expect(answer).toMatchObject({ model_version: 'query_performance_v1', source: 'model' });
    expect((await post(url + train, quick)).status).toBe(503);
    serving.child.kill('SIGTERM');
    expect((await serving.ended).code).toBe(0);
    const { code, stdout, stderr } = await home.kindred('runs list --kind weather');
    expect([code, stdout + stderr]).toEqual([2, expect.stringContaining('recommender, query_performance')]);
  });
});

describe('the workbench', () => {
  let core: Core;
  let client: Client;
  beforeAll(async () => {
    core = await createCore({ ...workbenchConfig(folder, silentLog), schedules: false });
    client = connect({ call: serve(core.handlers), listen: core.listen });
  });
  afterAll(() => core.close());

  it(
    'trains, activates and predicts by its API process, which opens no store and asks its core',
    patience,
    async () => {
      await expect(client.serving.start({ port: 0 })).rejects.toMatchObject({ code: 'not_found' });
      const { runs } = await client.performance.train({ ...quick, experiment: 'by hand' });
      await until(
        'the run to end',
        async () => ((await client.runs.show({ run: runs[0]!.id })).status === 'FINISHED' ? true : null),
        120_000,
      );
      await client.models.register({ run: runs[0]!.id, model: 'latency' });
      await client.models.promote({ version: 'latency@1', override_reason: 'the first model that there is' });
      const { address, versions, performance } = await client.serving.start({ port: 0 });
      expect({ versions, performance: performance?.model_version }).toEqual({
        versions: [],
        performance: 'latency_v1',
      });
      const url = address!;

      const { job_id } = TrainingJob.parse(await (await post(url + train, { ...quick, model: 'latency' })).json());
      expect(await ended(url, job_id)).toMatchObject({ status: 'FINISHED', model_version: 'latency_v2' });
      const override_reason = 'trained over HTTP on the same data';
      const activated = await post(`${url}/api/models/latency_v2/activate`, { override_reason });
      expect([activated.status, await activated.json()]).toMatchObject([200, { active: true, status: 'live' }]);
      const { active } = PerformanceModels.parse(await (await fetch(`${url}/api/models`)).json());
      expect(active).toBe('latency_v2');

      const features = featuresOf(sampleRows({ queries: 1, seed: 9 })[1]!.features);
      const answer = PredictAnswer.parse(await (await post(`${url}/api/predict/query-execution`, { features })).json());
      const own = await client.performance.predict({ run: job_id, query: { features } });
      expect([answer.predicted_ms, answer.interval]).toEqual([own.predicted_ms, own.interval]);

      const told = { prediction_id: answer.prediction_id, actual_ms: answer.predicted_ms * 2 };
      expect((await post(`${url}/api/validate/prediction`, told)).status).toBe(200);
      const { predictions, drift } = await client.serving.validated({ model_version: 'latency_v2' });
      expect(predictions).toMatchObject([{ ...told, model_version: 'latency_v2' }]);
      expect(drift).toMatchObject({ validated: 1, mae_ms: answer.predicted_ms });

      // By whichever way something is promoted or rolled back, the API follows.
      await client.models.rollback({ model: 'latency' });
      expect((await client.serving.status({})).performance).toMatchObject({ model_version: 'latency_v1' });
      const refused = await post(url + train, { ...quick, dataset: 'nothing' });
      expect([refused.status, ((await refused.json()) as { message: string }).message]).toEqual([
        404,
        expect.stringContaining('There is no dataset "nothing"'),
      ]);
      const sql = await post(`${url}/api/predict/query-execution`, { sql: 'select 1' });
      expect([sql.status, ((await sql.json()) as { message: string }).message]).toEqual([
        400,
        expect.stringContaining('no saved connection'),
      ]);
      await client.serving.stop({});
      expect((await client.serving.validated({})).predictions).toHaveLength(1);
    },
  );
});
