import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { id, listOf, oneOf, whole } from '#shared/serving/fields.ts';
import { limits, RecommendedPost } from '#shared/serving/recommendations.ts';
import { Refusal } from '../../http/refusal.ts';
import { answers, json, typed, type ApiContext } from '../context.ts';

const user = id();
const row = z.strictObject({ user_id: user });
const list = <T extends z.ZodType>(item: T) => listOf(item, 'user ids', 1, limits.batch);

const Body = z.strictObject({
  dataframe_split: z
    .strictObject({
      columns: z.tuple([oneOf(['user_id'])], { error: 'must be ["user_id"]' }),
      index: z.array(z.json()).optional(),
      data: list(z.tuple([user], { error: 'must be a list of one user id' })),
    })
    .optional(),
  dataframe_records: list(row).optional(),
  instances: list(z.union([user, row], { error: 'must be a user id or {"user_id": …}' })).optional(),
  inputs: z
    .union([list(user), z.strictObject({ user_id: list(user) })], {
      error: 'must be a list of user ids or {"user_id": [ … ]}',
    })
    .optional(),
  params: z.strictObject({ limit: whole(1, limits.list).optional() }).optional(),
});

const Prediction = z.object({ user_id: z.string(), recommendations: z.array(RecommendedPost) });
const Answer = z.object({ predictions: z.array(Prediction) });

/** MLflow's scoring protocol: https://mlflow.org/docs/latest/ml/deployment/deploy-model-locally */
export function mlflowRoutes(instance: FastifyInstance, context: ApiContext): void {
  const { runtime, metrics } = context;

  typed(instance).post(
    '/invocations',
    {
      schema: {
        tags: ['MLflow'],
        summary: 'Recommendations for a frame of user ids',
        body: Body,
        response: answers(Answer),
      },
      config: { scope: 'read' },
    },
    async ({ body }, reply) => {
      const limit = body.params?.limit ?? 10;
      const predictions = [];
      for (const name of usersOf(body)) {
        const served = runtime.choose({ user: name, modelVersion: undefined });
        const answer = await runtime.answer(served, { user: name, session: null, limit, offset: 0, exclude: [], excludeSeen: true }); // prettier-ignore
        metrics.answered(answer);
        const { posts, scores, reason } = answer;
        predictions.push({
          user_id: name,
          recommendations: posts.map((post_id, n) => ({ post_id, score: scores[n]!, reason })),
        });
      }
      return reply.header('Content-Type', json).send(JSON.stringify({ predictions }));
    },
  );
}

/** @throws Refusal unless exactly one form of a frame was sent */
function usersOf({ params: _params, ...forms }: z.output<typeof Body>): string[] {
  const given = Object.values(forms).filter((form) => form !== undefined);
  if (given.length !== 1) {
    throw new Refusal(
      'INVALID_INPUT',
      `send exactly one of ${Object.keys(Body.shape)
        .filter((name) => name !== 'params')
        .join(', ')}`,
    );
  }
  const { dataframe_split, dataframe_records, instances, inputs } = forms;
  const rows =
    dataframe_split?.data.map(([name]) => name) ??
    dataframe_records ??
    instances ??
    (Array.isArray(inputs) ? inputs : inputs!.user_id);
  return rows.map((entry) => (typeof entry === 'string' ? entry : entry.user_id));
}
