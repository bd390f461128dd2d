import type { FastifyInstance, FastifyReply } from 'fastify';
import { KindredError } from '#shared/api/errors.ts';
import type { Contribution } from '#shared/domain/run.ts';
import { knownTypes } from '#runs/serving/known-types.ts';
import type { Served } from '#runs/serving/runtime.ts';
import {
  ExplainAnswer,
  ExplainParams,
  ExplainQuery,
  IdParams,
  ModelAnswer,
  SimilarItems,
  SimilarQuery,
  SimilarUsers,
} from '#shared/serving/model.ts';
import { answers, json, typed, type ApiContext } from '../context.ts';

const tags = ['Model'];
const config = { scope: 'read' } as const;

/** What is served, what is similar, and why. */
export function modelRoutes(instance: FastifyInstance, context: ApiContext): void {
  const app = typed(instance);
  const { runtime, now } = context;

  const provenance = ({ model }: Served, requestId: string) => ({
    source: 'model' as const,
    model_version: model.facts.modelVersion,
    request_id: runtime.answerIds.of(requestId, model.facts.modelVersion),
    generated_at: new Date(now()).toISOString(),
  });
  const send = (reply: FastifyReply, answer: object) => reply.header('Content-Type', json).send(JSON.stringify(answer));
  const live = (user: string) => runtime.choose({ user, modelVersion: undefined });

  app.get(
    '/v1/model',
    { schema: { tags, summary: 'The live version', response: answers(ModelAnswer) }, config },
    (_request, reply) => send(reply, modelAnswer(live(''))),
  );

  app.get(
    '/v1/items/:id/similar',
    {
      schema: {
        tags,
        summary: 'Items with the same users, by cosine',
        params: IdParams,
        querystring: SimilarQuery,
        response: answers(SimilarItems),
      },
      config,
    },
    ({ id, params, query }, reply) => {
      const served = live('');
      const found = served.model.similarItems(params.id, query.limit) ?? unknown('item', params.id);
      const similar = found.map(({ id: post_id, similarity }) => ({ post_id, similarity }));
      return send(reply, { post_id: params.id, similar, count: similar.length, ...provenance(served, id) });
    },
  );

  app.get(
    '/v1/users/:id/similar',
    {
      schema: {
        tags,
        summary: 'Users with the same items, by cosine',
        params: IdParams,
        querystring: SimilarQuery,
        response: answers(SimilarUsers),
      },
      config,
    },
    ({ id, params, query }, reply) => {
      const served = live(params.id);
      const found = served.model.similarUsers(params.id, query.limit) ?? unknown('user', params.id);
      const similar = found.map(({ id: user_id, similarity }) => ({ user_id, similarity }));
      return send(reply, { user_id: params.id, similar, count: similar.length, ...provenance(served, id) });
    },
  );

  app.get(
    '/v1/users/:id/explain/:item',
    {
      schema: {
        tags,
        summary: 'What a score is made of; the contributions sum to it',
        params: ExplainParams,
        querystring: ExplainQuery,
        response: answers(ExplainAnswer),
      },
      config,
    },
    ({ id, params, query }, reply) => {
      const served = runtime.choose({ user: params.id, modelVersion: query.model_version });
      const { score, contributions } = explain(served, params.id, params.item, context);
      const seen = served.model.hasSeen(params.id, params.item);
      return send(reply, {
        user_id: params.id,
        post_id: params.item,
        score,
        seen,
        contributions,
        ...provenance(served, id),
      });
    },
  );
}

export function modelAnswer({ model, loadedAt }: Served): ModelAnswer {
  const { facts } = model;
  const { run, dataset, trained_at } = facts.lineage;
  return {
    name: facts.name,
    version: facts.version,
    model_version: facts.modelVersion,
    algorithm: facts.algorithm,
    config: facts.config as ModelAnswer['config'],
    run,
    dataset: { name: dataset.name, fingerprint: dataset.fingerprint },
    trained_at: trained_at === null ? null : new Date(trained_at).toISOString(),
    metrics: facts.metrics,
    users: facts.users,
    items: facts.items,
    interactions: facts.interactions,
    interaction_types: knownTypes(facts.weighting),
    folds_in: facts.foldsIn,
    bundle_sha256: facts.sha256,
    loaded_at: new Date(loadedAt).toISOString(),
  };
}

/** The score of today and its addends; what new interactions changed since training is one of them. */
function explain(
  { model }: Served,
  user: string,
  item: string,
  { runtime }: ApiContext,
): { score: number; contributions: Contribution[] } {
  const column = model.itemIds.indexOf(item);
  if (column < 0) return unknown('item', item);
  const contributions = model.explain(user, item) ?? unknown('user', user);
  const scores = new Float64Array(model.itemIds.size);
  model.score(user, runtime.interactions.ofUser(user), scores);
  const score = scores[column]!;
  const explained = contributions.reduce((sum, { value }) => sum + value, 0);
  if (Math.abs(score - explained) < 1e-9) return { score, contributions };
  const text = 'interactions since training';
  const news: Contribution = { kind: 'other', id: null, value: score - explained, similarity: null, text };
  return { score, contributions: [...contributions, news] };
}

function unknown(what: 'item' | 'user', id: string): never {
  throw new KindredError('not_found', `The model does not know the ${what} ${JSON.stringify(id.slice(0, 100))}.`);
}
