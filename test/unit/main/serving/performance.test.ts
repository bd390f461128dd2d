import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { featureNames, featuresOf, type QueryFeatures } from '#shared/domain/query-features.ts';
import { Problem } from '#shared/serving/problem.ts';
import {
  PerformanceModel,
  PerformanceModels,
  PerformanceStatus,
  PredictAnswer,
  TrainingJob,
  ValidateAnswer,
} from '#shared/serving/performance.ts';
import { serveModel } from '../../../../main/serving/serve-model.ts';
import { addQueryDataset, sampleRows } from '../../../support/query-dataset.ts';
import { startServing, type ServedForTest } from '../../../support/serving.ts';
import { until } from '../../../support/until.ts';
import { openCore, type CoreUnderTest } from '../../handlers/core.ts';

/** The routes of query performance, on a real core: trained, activated, asked and told how long it took. */

let core: CoreUnderTest;
let served: ServedForTest;
beforeAll(async () => {
  core = await openCore();
  await addQueryDataset(core.home, 'slow', { queries: 400, seed: 4 });
  served = await startServing({}, null, (options) => serveModel(core.core, null, options));
});
afterAll(async () => {
  await served.close();
  await core.close();
});

const predict = '/api/predict/query-execution';
const train = '/api/train/performance-model';
const validate = '/api/validate/prediction';

const [sample] = sampleRows({ queries: 1, seed: 9 }).slice(1);
const features = featuresOf(sample!.features);
const vector = featureNames.map((name) => features[name]);

async function problemOf(response: Response): Promise<Problem & { fallback?: unknown }> {
  const problem = Problem.loose().parse(await response.json());
  expect(problem.statusCode).toBe(response.status);
  expect(response.headers.get('content-type')).toContain('application/problem+json');
  return problem;
}

async function answerOf<T>(schema: { parse(value: unknown): T }, response: Response): Promise<T> {
  const body: unknown = await response.json();
  expect([response.status, body]).toEqual([expect.toSatisfy((status: number) => status < 300), body]);
  return schema.parse(body);
}

/** Trains over HTTP until the job has ended. */
async function trained(body: object): Promise<TrainingJob> {
  const response = await served.post(train, { dataset: 'slow', learning_curve: 0, permutations: 0, ...body });
  expect(response.status).toBe(202);
  const { status_url } = await answerOf(TrainingJob, response);
  expect(response.headers.get('location')).toBe(status_url);
  return until('the job to end', async () => {
    const job = await answerOf(TrainingJob, await served.ask(status_url));
    return ['QUEUED', 'RUNNING'].includes(job.status) ? null : job;
  });
}

describe('before any model is active', () => {
  it('the status says so, and what the features are', async () => {
    const status = await answerOf(PerformanceStatus, await served.ask('/api/status'));
    expect(status).toMatchObject({
      status: 'no_model',
      active: null,
      training: { available: true },
      recommender: null,
    });
    expect(status.features.map(({ name }) => name)).toEqual(featureNames);
    expect((await served.ask('/health/ready')).status).toBe(503);
  });

  it('a prediction is 503 with the estimate of the history, labelled as such', async () => {
    const problem = await problemOf(await served.post(predict, { features }));
    expect(problem).toMatchObject({
      statusCode: 503,
      code: 'NO_ACTIVE_MODEL',
      message: expect.stringMatching(/No model of query performance is active\..*Its own history is given as fallback/),
      fallback: { source: 'history', predicted_ms: features.recent_mean_ms },
    });
    const unseen = await problemOf(await served.post(predict, { features: { ...features, recent_mean_ms: null } }));
    expect(unseen).toMatchObject({ statusCode: 503, code: 'NO_ACTIVE_MODEL', fallback: null });
  });

  it('there is no version, and bad input is still told before that', async () => {
    expect(await answerOf(PerformanceModels, await served.ask('/api/models'))).toEqual({ models: [], active: null });
    expect(await problemOf(await served.ask('/api/models/latest'))).toMatchObject({ statusCode: 404 });
    expect(await problemOf(await served.post(predict, { features: vector.slice(1) }))).toMatchObject({
      statusCode: 400,
    });
  });
});

describe('a job', () => {
  it('trains, becomes a version, and is told of as long as it is asked for', async () => {
    const job = await trained({ algorithm: 'gradient_boosting' });
    expect(job).toMatchObject({
      status: 'FINISHED',
      error: null,
      dataset: 'slow@1',
      model_version: 'query_performance_v1',
    });
    expect(job.metrics!['mae_ms']).toBeGreaterThan(0);
    expect((await trained({ algorithm: 'ridge', config: { alpha: 1e6 } })).model_version).toBe('query_performance_v2');
    expect(await answerOf(TrainingJob, await served.ask(job.status_url))).toEqual(job);
  });

  it.each<[string, object, RegExp]>([
    ['without a dataset', { dataset: undefined }, /^dataset must be text/],
    ['of a dataset that is a number', { dataset: 5 }, /^dataset must be text of 1 to 200 characters, got 5$/],
    [
      'of an unknown algorithm',
      { algorithm: 'forest' },
      /^algorithm must be one of ridge, random_forest, gradient_boosting/,
    ],
    ['with an unknown property', { datset: 'slow' }, /unknown property "datset" \(did you mean "dataset"\?\)/],
    ['with a seed that is text', { seed: '7' }, /^seed must be an integer/],
    ['with a config that is a list', { config: [1] }, /^config must be an object/],
    ['with an unknown hyper-parameter', { algorithm: 'ridge', config: { alpa: 1 } }, /alpa.*alpha/s],
    ['with a hyper-parameter out of range', { algorithm: 'ridge', config: { alpha: -1 } }, /alpha/],
    ['with a share of 2', { split: { test_share: 2 } }, /^split\.test_share /],
    ['for a model whose name is a path', { model: '../x' }, /^model /],
  ])('%s is 400 in one sentence', async (_what, change, says) => {
    const problem = await problemOf(await served.post(train, { dataset: 'slow', ...change }));
    expect(problem).toMatchObject({ statusCode: 400, message: expect.stringMatching(says) });
  });

  it('of a dataset that is not there is 404, and of one of recommenders 409', async () => {
    expect(await problemOf(await served.post(train, { dataset: 'slov' }))).toMatchObject({
      statusCode: 404,
      message: expect.stringContaining('Did you mean "slow"'),
    });
    await core.client.datasets.openSample({});
    expect(await problemOf(await served.post(train, { dataset: 'six-groups' }))).toMatchObject({ statusCode: 409 });
  });

  it('that nobody knows is 404; so is a run that is no job', async () => {
    const { runs } = await core.client.performance.train({ dataset: 'slow', algorithm: 'ridge', permutations: 0 });
    await core.ended(runs[0]!);
    for (const id of ['nothing', '1', '%00', runs[0]!.id, "' or 1=1 --"]) {
      const problem = await problemOf(await served.ask(`${train}/${id === '%00' ? id : encodeURIComponent(id)}`));
      expect([id, problem.statusCode]).toEqual([id, id === '%00' ? 400 : 404]);
    }
  });
});

describe('activation', () => {
  it('lets a version answer at once, by its id or its name', async () => {
    const { models } = await answerOf(PerformanceModels, await served.ask('/api/models'));
    expect(models.map(({ model_version, active }) => [model_version, active])).toEqual([
      ['query_performance_v2', false],
      ['query_performance_v1', false],
    ]);
    const first = models[1]!;
    const activated = await answerOf(PerformanceModel, await served.post(`/api/models/${first.id}/activate`, {}));
    expect(activated).toMatchObject({ active: true, status: 'live' });
    expect(await answerOf(PerformanceModel, await served.ask('/api/models/query_performance_v1'))).toEqual(activated);
    expect(await answerOf(PerformanceModel, await served.ask('/api/models/latest'))).toMatchObject({ version: 2 });
    const status = await answerOf(PerformanceStatus, await served.ask('/api/status'));
    expect(status).toMatchObject({ status: 'ready', active: { model_version: 'query_performance_v1' } });
    expect((await served.ask('/health/ready')).status).toBe(200);
  });

  it('needs no body, and done again changes nothing', async () => {
    const again = await served.ask('/api/models/query_performance_v1/activate', { method: 'POST' });
    expect((await answerOf(PerformanceModel, again)).active).toBe(true);
    const history = await core.client.models.history({ model: 'query_performance' });
    expect(history.filter(({ kind }) => kind === 'promoted')).toHaveLength(1);
  });

  it('against a gate is 409 without a reason, and goes through with one', async () => {
    const path = '/api/models/query_performance_v2/activate';
    expect(await problemOf(await served.post(path, {}))).toMatchObject({
      statusCode: 409,
      message: expect.stringContaining('"mae_ms better than live"'),
    });
    expect(await problemOf(await served.post(path, { override_reason: 'short' }))).toMatchObject({ statusCode: 400 });
    const override_reason = 'for the test of overriding';
    expect(await answerOf(PerformanceModel, await served.post(path, { override_reason }))).toMatchObject({
      active: true,
    });
    await core.client.models.rollback({ model: 'query_performance' });
    await until('the rolled back version to answer', async () => {
      const { active } = await answerOf(PerformanceStatus, await served.ask('/api/status'));
      return active?.model_version === 'query_performance_v1' ? true : null;
    });
  });

  it('of a version that is not there is 404 with the nearest name', async () => {
    const problem = await problemOf(await served.post('/api/models/query_performance_v9/activate', {}));
    expect(problem).toMatchObject({ statusCode: 404, message: expect.stringContaining('Did you mean') });
    expect(await problemOf(await served.ask('/api/models/nothing'))).toMatchObject({ statusCode: 404 });
    expect(await problemOf(await served.post('/api/models/query_performance_v1/activate', { note: 5 }))).toMatchObject({
      statusCode: 400,
    });
  });
});

describe('a prediction', () => {
  it('is what the model of the run says, to the last bit, from an object and from a list', async () => {
    const run = (await core.client.models.version({ version: 'query_performance@1' })).run.id;
    for (const { features: values } of sampleRows({ queries: 20, seed: 12 })) {
      const asked: QueryFeatures = featuresOf(values);
      const own = await core.client.performance.predict({ run, query: { features: asked } });
      const answer = await answerOf(PredictAnswer, await served.post(predict, { features: asked }));
      const { predicted_ms, interval, confidence } = answer;
      expect({ predicted_ms, interval, confidence, features: answer.features }).toEqual(own);
      expect(answer).toMatchObject({ model_version: 'query_performance_v1', source: 'model', plan: null });
    }
    const byName = await answerOf(PredictAnswer, await served.post(predict, { features }));
    const byPlace = await answerOf(PredictAnswer, await served.post(predict, { features: vector }));
    expect(byPlace.predicted_ms).toBe(byName.predicted_ms);
    expect(byPlace.prediction_id).not.toBe(byName.prediction_id);
  });

  const without = (name: string) => Object.fromEntries(Object.entries(features).filter(([key]) => key !== name));

  it.each<[string, unknown, RegExp]>([
    ['without anything', {}, /^send "features" or "sql", one of the two$/],
    ['with both', { features, sql: 'select 1' }, /one of the two/],
    ['with 11 features by name', { features: without('joins') }, /1 of the 12 features are missing: joins/],
    ['with 11 features in a list', { features: vector.slice(1) }, /12 features, and 11 were given/],
    ['with 13 features in a list', { features: [...vector, 1] }, /12 features, and 13 were given/],
    ['with 13 features by name', { features: { ...features, jions: 1 } }, /There is no feature "jions"/],
    ['with NaN as text', { features: { ...features, plan_cost: 'NaN' } }, /plan_cost is the text "NaN"/],
    [
      'with NaN as JSON writes it, null',
      { features: { ...features, plan_cost: NaN } },
      /plan_cost must be a number, got null/,
    ],
    ['with null in the list', { features: [null, ...vector.slice(1)] }, /plan_cost must be a number, got null/],
    ['with a negative one', { features: { ...features, joins: -1 } }, /joins is -1/],
    ['with a list for a number', { features: { ...features, joins: [1] } }, /joins is a list/],
    ['with a boolean for a number', { features: { ...features, joins: true } }, /joins is a boolean/],
    ['with features that are text', { features: 'all of them' }, /^features must be an object of 12 features/],
    ['with features that are null', { features: null }, /^features must be an object of 12 features/],
    ['with an empty SQL', { sql: '' }, /^sql must be text of 1 to 100000 characters/],
    ['with SQL that is a number', { sql: 1 }, /^sql must be text/],
    ['with a connection and features', { features, connection: 'shop' }, /"connection" belongs to "sql"/],
    ['with an unknown property', { features, modle: 'x' }, /unknown property "modle"/],
    ['with SQL and no saved connection', { sql: 'select 1' }, /There is no saved connection to explain this at/],
  ])('%s is 400 in one sentence', async (_what, body, says) => {
    const problem = await problemOf(await served.post(predict, body));
    expect(problem).toMatchObject({ statusCode: 400, message: expect.stringMatching(says) });
  });

  it.each([
    ['a bare NaN', `{"features":{"plan_cost":NaN}}`, 'INVALID_JSON'],
    [
      'a number beyond all numbers',
      JSON.stringify({ features }).replace(/"joins":\d+/, '"joins":1e999'),
      'INVALID_INPUT',
    ],
    ['a key that reaches a prototype', '{"features":{"__proto__":{"a":1}}}', 'FORBIDDEN_KEY'],
    ['a list', '[]', 'INVALID_INPUT'],
    ['nothing', '', 'INVALID_JSON'],
  ])('%s is 400 %s', async (_what, body, code) => {
    const response = await served.ask(predict, {
      method: 'POST',
      body,
      headers: { 'Content-Type': 'application/json' },
    });
    expect(await problemOf(response)).toMatchObject({ statusCode: 400, code });
  });

  it('with SQL at a connection that is not there is 404', async () => {
    const problem = await problemOf(await served.post(predict, { sql: 'select 1', connection: 'nowhere' }));
    expect(problem).toMatchObject({ statusCode: 404, message: expect.stringContaining('nowhere') });
  });
});

describe('the actual time', () => {
  const asked = async () => answerOf(PredictAnswer, await served.post(predict, { features }));

  it('is written down, answered with the error, and told again is written once', async () => {
    const { prediction_id, predicted_ms, interval } = await asked();
    const actual_ms = predicted_ms * 1.25;
    const told = await answerOf(ValidateAnswer, await served.post(validate, { prediction_id, actual_ms }));
    expect(told).toMatchObject({ prediction_id, predicted_ms, actual_ms, model_version: 'query_performance_v1' });
    expect(told.error_ms).toBeCloseTo(predicted_ms * 0.25, 12);
    expect(told.percentage_error).toBeCloseTo(0.2, 12);
    expect(told.inside_interval).toBe(actual_ms <= interval.upper_ms);
    expect(told.drift).toMatchObject({ validated: 1, bias_ms: told.error_ms, mae_ms: told.absolute_error_ms });
    const again = await answerOf(ValidateAnswer, await served.post(validate, { prediction_id, actual_ms }));
    expect(again).toEqual(told);
    expect(await problemOf(await served.post(validate, { prediction_id, actual_ms: 1 }))).toMatchObject({
      statusCode: 409,
    });
    const { drift } = await answerOf(PerformanceStatus, await served.ask('/api/status'));
    expect(drift).toEqual(told.drift);
  });

  it('of 0 has no percentage', async () => {
    const { prediction_id } = await asked();
    const told = await answerOf(ValidateAnswer, await served.post(validate, { prediction_id, actual_ms: 0 }));
    expect(told.percentage_error).toBeNull();
  });

  it.each<[string, object, number, RegExp]>([
    ['negative', { actual_ms: -1 }, 400, /^actual_ms must be a number of milliseconds from 0, got -1$/],
    ['NaN as text', { actual_ms: 'NaN' }, 400, /^actual_ms must be a number/],
    ['null', { actual_ms: null }, 400, /^actual_ms must be a number/],
    ['left out', { actual_ms: undefined }, 400, /^actual_ms must be a number/],
    ['beyond a lifetime', { actual_ms: 1e13 }, 400, /^actual_ms must be a number/],
    ['of a prediction that nobody made', { prediction_id: 'x' }, 404, /There is no prediction "x"/],
    ['of a prediction that is a number', { prediction_id: 5 }, 400, /^prediction_id must be text/],
    ['with an unknown property', { acutal_ms: 5 }, 400, /unknown property "acutal_ms"/],
  ])('%s is refused in one sentence', async (_what, change, status, says) => {
    const { prediction_id } = await asked();
    const problem = await problemOf(await served.post(validate, { prediction_id, actual_ms: 5, ...change }));
    expect(problem).toMatchObject({ statusCode: status, message: expect.stringMatching(says) });
  });

  it('is there after a restart of the host, on the same data folder', async () => {
    const { prediction_id, predicted_ms } = await asked();
    const again = await startServing({ folder: served.folder }, null, (options) =>
      serveModel(core.core, null, options),
    );
    const response = await again.post(validate, { prediction_id, actual_ms: 3 });
    expect(await answerOf(ValidateAnswer, response)).toMatchObject({ predicted_ms, actual_ms: 3 });
    await again.close();
    expect(readdirSync(served.folder)).toContain('predictions.db');
  });
});

it('Prometheus counts predictions by version and source, and how far they were off', async () => {
  const text = await (await served.ask('/metrics')).text();
  expect(text).toMatch(/kindred_query_predictions_total\{model_version="query_performance_v1",source="model"\} \d+/);
  expect(text).toMatch(/kindred_query_predictions_total\{model_version="none",source="history"\} 1/);
  expect(text).toMatch(/kindred_query_error_ratio_count\{model_version="query_performance_v1"\} [1-9]/);
});

describe('every route of query performance', () => {
  it.each([
    ['DELETE', '/api/status', 'GET'],
    ['GET', train, 'POST'],
    ['PUT', predict, 'POST'],
    ['GET', validate, 'POST'],
    ['POST', '/api/models', 'GET'],
    ['PATCH', '/api/models/latest', 'GET'],
    ['GET', '/api/models/x/activate', 'POST'],
  ])('%s %s is 405 and says what it allows', async (method, path, allowed) => {
    const response = await served.ask(path, { method });
    expect(await problemOf(response)).toMatchObject({ statusCode: 405, code: 'METHOD_NOT_ALLOWED' });
    expect(response.headers.get('allow')).toContain(allowed);
  });

  it.each([predict, train, validate])('%s takes JSON alone, and no more than its limit', async (path) => {
    const text = await served.ask(path, { method: 'POST', body: '{}', headers: { 'Content-Type': 'text/plain' } });
    expect(await problemOf(text)).toMatchObject({ statusCode: 415 });
    const large = await served.post(path, { sql: 'x'.repeat(300_000) });
    expect(await problemOf(large)).toMatchObject({ statusCode: 413, code: 'BODY_TOO_LARGE' });
  });

  it('asks for a key where one is given, and training for one that allows it', async () => {
    const { secret } = served.api.keys.create({ name: 'web', scopes: ['read', 'feedback'] });
    const bearer = { Authorization: `Bearer ${secret}` };
    expect((await served.post(predict, { features }, bearer)).status).toBe(200);
    expect(await problemOf(await served.post(train, { dataset: 'slow' }, bearer))).toMatchObject({ statusCode: 403, code: 'SCOPE_MISSING' }); // prettier-ignore
    const activate = '/api/models/query_performance_v1/activate';
    expect(await problemOf(await served.post(activate, {}, bearer))).toMatchObject({ statusCode: 403 });
    const { secret: trainer } = served.api.keys.create({ name: 'ci', scopes: ['train'] });
    expect((await served.post(activate, {}, { Authorization: `Bearer ${trainer}` })).status).toBe(200);
  });
});

describe('a host with a bundle and nothing else', () => {
  it('predicts as the registered version does, lists it, and says why it trains nothing', async () => {
    const file = join(served.folder, 'query_performance_v1.kindred');
    await core.client.models.exportBundle({ version: 'query_performance@1', to: file });
    const { serveBundle } = await import('../../../../main/serving/serve-bundle.ts');
    const alone = await startServing({}, null, (options) => serveBundle({ ...options, bundle: file }));
    try {
      const there = await answerOf(PredictAnswer, await served.post(predict, { features }));
      const here = await answerOf(PredictAnswer, await alone.post(predict, { features }));
      expect(here.predicted_ms).toBe(there.predicted_ms);
      expect(here.interval).toEqual(there.interval);
      const { prediction_id } = here;
      expect((await alone.post(validate, { prediction_id, actual_ms: 1 })).status).toBe(200);
      const { models, active } = await answerOf(PerformanceModels, await alone.ask('/api/models'));
      expect([models.length, active]).toEqual([1, 'query_performance_v1']);
      expect((await alone.ask('/api/models/latest')).status).toBe(200);
      const refusal = /started with a bundle and has no data folder to train in/;
      for (const response of [
        await alone.post(train, { dataset: 'slow' }),
        await alone.post(predict, { sql: 'select 1' }),
      ]) {
        expect(await problemOf(response)).toMatchObject({ statusCode: 503, message: expect.stringMatching(refusal) });
      }
      expect(await problemOf(await alone.ask(`${train}/nothing`))).toMatchObject({ statusCode: 404 });
      const status = await answerOf(PerformanceStatus, await alone.ask('/api/status'));
      expect(status.training).toMatchObject({ available: false, reason: expect.stringMatching(refusal) });
      const generate = await alone.post('/recommendations/generate', { user_id: 'u1' });
      expect(await problemOf(generate)).toMatchObject({ statusCode: 503 });
    } finally {
      await alone.close();
    }
  });
});
