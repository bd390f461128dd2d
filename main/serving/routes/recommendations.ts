import { setImmediate as breathe } from 'node:timers/promises';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Answer } from '#runs/serving/runtime.ts';
import type { Question } from '#runs/serving/chain.ts';
import {
  BatchAnswer,
  BatchRequest,
  GenerateAnswer,
  GenerateRequest,
  SessionAnswer,
  SessionRequest,
  UserAnswer,
  UserParams,
  UserQuery,
} from '#shared/serving/recommendations.ts';
import { answers, json, typed, type ApiContext } from '../context.ts';
import { listJson } from '../list-json.ts';

/** A batch lets others in between after this time, in milliseconds. */
const breathAfterMs = 2;
const batchBodyLimit = 1024 * 1024;
const tags = ['Recommendations'];
const config = { scope: 'read', recommends: true } as const;

/** Lists for users and visitors. */
export function recommendationRoutes(instance: FastifyInstance, context: ApiContext): void {
  const app = typed(instance);

  app.post(
    '/recommendations/generate',
    {
      schema: { tags, summary: 'For a user', body: GenerateRequest, response: answers(GenerateAnswer) },
      config,
    },
    ({ id, body }, reply) => {
      const { user_id: user, limit, offset, exclude_post_ids: exclude, context: wish } = body;
      const question = {
        user,
        session: null,
        limit,
        offset,
        exclude,
        excludeSeen: wish.exclude_seen,
        categories: wish.categories,
      };
      return send(reply, ask(context, question, wish.model_version), (answer) => {
        const at = generatedAt(context);
        const version = JSON.stringify(answer.modelVersion);
        const metadata = `{"total":${answer.total},"model_version":${version},"generated_at":"${at}"}`;
        const list = members(context, answer, { id, at, exact: wish.scores === 'exact' });
        return `{"user_id":${JSON.stringify(user)},${list},"metadata":${metadata}}`;
      });
    },
  );

  app.get(
    '/api/recommendations/:user_id',
    {
      schema: {
        tags,
        summary: 'For a user',
        params: UserParams,
        querystring: UserQuery,
        response: answers(UserAnswer),
      },
      config,
    },
    ({ id, params, query }, reply) => {
      const { limit, offset, scores, model_version: version } = query;
      const user = params.user_id;
      const question = { user, session: null, limit, offset, exclude: [], excludeSeen: true };
      return send(reply, ask(context, question, version), (answer) => {
        const list = members(context, answer, { id, at: generatedAt(context), exact: scores === 'exact' });
        return `{"user_id":${JSON.stringify(user)},${list},"limit":${limit},"offset":${offset}}`;
      });
    },
  );

  app.post(
    '/api/recommendations/batch',
    {
      bodyLimit: batchBodyLimit,
      schema: { tags, summary: 'For up to 50 users', body: BatchRequest, response: answers(BatchAnswer) },
      config,
    },
    async ({ id, body }, reply) => {
      const at = generatedAt(context);
      const results = new Map<string, string>();
      let started = performance.now();
      for (const [n, user] of [...new Set(body.user_ids)].entries()) {
        if (performance.now() - started > breathAfterMs) {
          await breathe();
          started = performance.now();
        }
        const { exclude_seen: excludeSeen, scores, model_version: version, categories } = body.context;
        const question = { user, session: null, limit: body.limit, offset: 0, exclude: [], excludeSeen, categories };
        const asked = ask(context, question, version);
        const answer = asked instanceof Promise ? await asked : asked;
        const list = members(context, answer, { id: `${id}.${n}`, at, exact: scores === 'exact' });
        const name = JSON.stringify(user);
        results.set(user, `${name}:{"user_id":${name},${list}}`);
      }
      const all = `"results":{${[...results.values()].join(',')}},"total_users":${results.size}`;
      return reply.header('Content-Type', json).send(`{${all},"request_id":"${id}","generated_at":"${at}"}`);
    },
  );

  app.post(
    '/v1/session/recommend',
    {
      schema: { tags, summary: 'For a visitor without a name', body: SessionRequest, response: answers(SessionAnswer) },
      config,
    },
    ({ id, body }, reply) => {
      const { post_ids: session, limit, offset, exclude_post_ids: exclude, context: wish } = body;
      const question = {
        user: '',
        session,
        limit,
        offset,
        exclude,
        excludeSeen: wish.exclude_seen,
        categories: wish.categories,
      };
      return send(reply, ask(context, question, wish.model_version), (answer) => {
        const list = members(context, answer, { id, at: generatedAt(context), exact: wish.scores === 'exact' });
        return `{${list},"limit":${limit},"offset":${offset}}`;
      });
    },
  );
}

const generatedAt = ({ now }: ApiContext) => new Date(now()).toISOString();

function ask(
  { runtime, metrics }: ApiContext,
  question: Question,
  version: string | undefined,
): Answer | Promise<Answer> {
  const counted = (answer: Answer) => {
    metrics.answered(answer);
    return answer;
  };
  const answer = runtime.answer(runtime.choose({ user: question.user, modelVersion: version }), question);
  return answer instanceof Promise ? answer.then(counted) : counted(answer);
}

/** The members that every list has. */
function members(
  { runtime }: ApiContext,
  { posts, scores, reason, source, modelVersion }: Answer,
  { id, at, exact }: { id: string; at: string; exact: boolean },
): string {
  const version = JSON.stringify(modelVersion);
  return (
    `"recommendations":${listJson(posts, scores, reason, exact)},"count":${posts.length},"source":"${source}",` +
    `"model_version":${version},"request_id":"${runtime.answerIds.of(id, modelVersion)}","generated_at":"${at}"`
  );
}

/** Sends at once where nothing has to be waited for: a promise would cost a turn of the event loop. */
function send(
  reply: FastifyReply,
  answer: Answer | Promise<Answer>,
  write: (answer: Answer) => string,
): FastifyReply | Promise<FastifyReply> {
  const sendReady = (ready: Answer) => reply.header('Content-Type', json).send(write(ready));
  return answer instanceof Promise ? answer.then(sendReady) : sendReady(answer);
}
