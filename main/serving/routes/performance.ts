import type { FastifyInstance, FastifyReply } from 'fastify';
import { KindredError } from '#shared/api/errors.ts';
import { queryFeatures, readFeatures, type GivenFeatures, type QueryFeatures } from '#shared/domain/query-features.ts';
import type { QueryPlan } from '#shared/domain/query-dataset.ts';
import {
  ActivateRequest,
  JobParams,
  ModelParams,
  NoModelProblem,
  PerformanceModel,
  PerformanceModels,
  PerformanceStatus,
  PredictAnswer,
  PredictRequest,
  TrainingJob,
  TrainPerformanceRequest,
  unknowableFeatures,
  ValidateAnswer,
  ValidateRequest,
  type HistoryFallback,
} from '#shared/serving/performance.ts';
import { Refusal } from '../../http/refusal.ts';
import { answers, json, typed, type ApiContext } from '../context.ts';
import {
  findModel,
  jobAnswer,
  modelAnswer,
  momentOf,
  validateAnswer,
  versionOfBundle,
  type KnownVersion,
} from '../performance-answers.ts';

const tags = ['Query performance'];
const read = { scope: 'read' } as const;
const train = { scope: 'train' } as const;

/** How long a Postgres query will take: training, predicting, telling how long it took, and which version answers. */
export function performanceRoutes(instance: FastifyInstance, context: ApiContext): void {
  const app = typed(instance);
  const { performance, metrics, now } = context;
  const { port } = performance;
  const send = (reply: FastifyReply, answer: object, status = 200) =>
    reply.code(status).header('Content-Type', json).send(JSON.stringify(answer));

  app.get(
    '/api/status',
    { schema: { tags, summary: 'What this host can do', response: answers(PerformanceStatus) }, config: read },
    (_request, reply) => send(reply, statusAnswer(context)),
  );

  app.post(
    '/api/train/performance-model',
    {
      schema: {
        tags,
        summary: 'Train a model in the background',
        description:
          'Answered 202 with a job. The job is a run of the workbench: it survives a restart of this host, as INTERRUPTED where whoever trained it ended with it. ' +
          'When it has finished, its model is the next version; `POST /api/models/:id/activate` lets it answer.',
        body: TrainPerformanceRequest,
        response: answers(TrainingJob, 202),
      },
      config: train,
    },
    async ({ body }, reply) => {
      const job = jobAnswer(await port.train(body));
      return send(reply.header('Location', job.status_url), job, 202);
    },
  );

  app.get(
    '/api/train/performance-model/:job_id',
    { schema: { tags, summary: 'A training job', params: JobParams, response: answers(TrainingJob) }, config: read },
    async ({ params }, reply) => send(reply, jobAnswer(await port.job(params.job_id))),
  );

  app.post(
    '/api/predict/query-execution',
    {
      schema: {
        tags,
        summary: 'How long a query will take',
        description:
          'From the twelve features, or from the text of one SELECT, which is explained in a READ ONLY transaction and never run. ' +
          'Where no model is active the answer is 503, with an estimate of the query’s own history as `fallback` where it has one.',
        body: PredictRequest,
        response: { ...answers(PredictAnswer), 503: NoModelProblem },
      },
      config: read,
    },
    async ({ id, body }, reply) => {
      const { features, plan } = await featuresOf(body, context);
      const predicted = await performance.predict(features);
      if (!predicted) {
        metrics.predicted(null, features.recent_mean_ms === null ? 'none' : 'history');
        throw noModel(features);
      }
      metrics.predicted(predicted.modelVersion, 'model');
      const { predictionId, modelVersion, ...said } = predicted;
      return send(reply, {
        prediction_id: predictionId,
        ...said,
        model_version: modelVersion,
        source: 'model',
        plan: plan && { steps: plan.steps, relations: plan.relations, warnings: plan.warnings },
        request_id: id,
        generated_at: momentOf(now()),
      });
    },
  );

  app.post(
    '/api/validate/prediction',
    {
      schema: {
        tags,
        summary: 'Tell how long a query took',
        description:
          'Written to the disk before it is answered. The same time told again is written once; another one is refused with 409.',
        body: ValidateRequest,
        response: answers(ValidateAnswer),
      },
      config: { scope: 'feedback' },
    },
    ({ body }, reply) => {
      const told = performance.validate(body.prediction_id, body.actual_ms);
      metrics.validated(told.model_version, told.actual_ms, told.predicted_ms);
      return send(reply, validateAnswer(told, performance.drift(told.model_version)));
    },
  );

  app.get(
    '/api/models',
    { schema: { tags, summary: 'All versions', response: answers(PerformanceModels) }, config: read },
    async (_request, reply) => {
      const { versions, active } = await known(context);
      return send(reply, { models: versions.map((version) => modelAnswer(version, active)), active });
    },
  );

  app.get(
    '/api/models/latest',
    { schema: { tags, summary: 'The newest version', response: answers(PerformanceModel) }, config: read },
    async (_request, reply) => {
      const { versions, active } = await known(context);
      const [newest] = versions;
      if (newest) return send(reply, modelAnswer(newest, active));
      throw new KindredError(
        'not_found',
        'There is no model of query performance yet. Train one with POST /api/train/performance-model.',
      );
    },
  );

  app.get(
    '/api/models/:id',
    { schema: { tags, summary: 'A version', params: ModelParams, response: answers(PerformanceModel) }, config: read },
    async ({ params }, reply) => {
      const { versions, active } = await known(context);
      return send(reply, modelAnswer(findModel(versions, params.id), active));
    },
  );

  app.post(
    '/api/models/:id/activate',
    {
      schema: {
        tags,
        summary: 'Let a version answer',
        description:
          'By the gates of promotion: against one it takes an `override_reason`, else it is refused with 409.',
        params: ModelParams,
        body: ActivateRequest,
        response: answers(PerformanceModel),
      },
      config: train,
    },
    async ({ params, body }, reply) => {
      const { id } = findModel((await known(context)).versions, params.id);
      await port.activate({ version: id, ...body });
      const { versions, active } = await known(context);
      return send(reply, modelAnswer(findModel(versions, id), active));
    },
  );
}

/** Versions of the registry, and the one that answers here. A host with a bundle and no registry knows the one that it has. */
async function known({ performance }: ApiContext): Promise<{ versions: KnownVersion[]; active: string | null }> {
  const { versions } = await performance.port.models(null);
  const own = performance.active.current();
  const isListed = own === null || versions.some(({ model_version }) => model_version === own.modelVersion);
  return { versions: isListed ? versions : [versionOfBundle(own), ...versions], active: own?.modelVersion ?? null };
}

type Asked = { features?: GivenFeatures | undefined; sql?: string | undefined; connection?: string | undefined };

/** The features of a request, given or looked up. @throws Refusal, KindredError saying which is wrong */
async function featuresOf(
  { features, sql, connection }: Asked,
  { performance }: ApiContext,
): Promise<{ features: QueryFeatures; plan: QueryPlan | null }> {
  if ((features === undefined) === (sql === undefined)) {
    throw new Refusal('INVALID_INPUT', 'send "features" or "sql", one of the two');
  }
  if (sql !== undefined) {
    const plan = await performance.explain({ sql, connection });
    return { features: plan.features, plan };
  }
  if (connection !== undefined) throw new Refusal('INVALID_INPUT', '"connection" belongs to "sql"; features need none');
  const given = readFeatures(features!);
  const lost = queryFeatures.find(({ name }) => given[name] === null && !unknowableFeatures.includes(name));
  if (!lost) return { features: given, plan: null };
  throw new Refusal(
    'INVALID_INPUT',
    `features.${lost.name} must be a number, got null: ${lost.source} says it of every query. Null is taken for ${unknowableFeatures.join(', ')}.`,
    {},
    [{ field: `features.${lost.name}`, message: 'must be a number' }],
  );
}

/** 503, with what the history of the query says. */
function noModel({ recent_mean_ms }: QueryFeatures): Refusal {
  const fallback: HistoryFallback | null =
    recent_mean_ms === null
      ? null
      : {
          source: 'history',
          predicted_ms: recent_mean_ms,
          basis: 'the recent mean time of the query; no model had a part in it',
        };
  const estimate = fallback ? ' Its own history is given as fallback.' : ' Nothing is known of its own history either.';
  return new Refusal(
    'NO_ACTIVE_MODEL',
    `No model of query performance is active. Train one with POST /api/train/performance-model, then POST /api/models/:id/activate.${estimate}`,
    {},
    [],
    { fallback },
  );
}

function statusAnswer({ performance, runtime, version }: ApiContext): PerformanceStatus {
  const active = performance.active.current();
  const { refusal } = performance.port;
  const able = { available: refusal === null, reason: refusal };
  return {
    status: active ? 'ready' : 'no_model',
    version,
    active: active && {
      model_version: active.modelVersion,
      algorithm: active.bundle.algorithm,
      loaded_at: momentOf(active.loadedAt),
    },
    training: able,
    explain: able,
    features: queryFeatures.map(({ name, unit, source }) => ({
      name,
      unit,
      source,
      may_be_null: unknowableFeatures.includes(name),
    })),
    drift: active && performance.drift(active.modelVersion),
    recommender: runtime.versions.inSlot('live')?.model.facts.modelVersion ?? null,
  };
}
