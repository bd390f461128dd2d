import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { KindredError } from '#shared/api/errors.ts';
import type { Served } from '#runs/serving/runtime.ts';
import { id, listOf, whole } from '#shared/serving/fields.ts';
import { limits } from '#shared/serving/recommendations.ts';
import { Ready } from '#shared/serving/model.ts';
import { answers, json, typed, type ApiContext } from '../context.ts';

const tags = ['Open Inference Protocol'];
const config = { scope: 'read' } as const;

const Tensor = z.object({ name: z.string(), datatype: z.string(), shape: z.array(z.int()) });
const ServerMetadata = z.object({ name: z.string(), version: z.string(), extensions: z.array(z.string()) });
const ModelMetadata = z.object({
  name: z.string(),
  versions: z.array(z.string()),
  platform: z.string(),
  inputs: z.array(Tensor),
  outputs: z.array(Tensor),
});

const Users = z.strictObject({
  name: z.literal('user_id', { error: 'must be "user_id"' }),
  datatype: z.literal('BYTES', { error: 'must be "BYTES"' }),
  shape: z.array(z.int()).max(2).optional(),
  data: listOf(id(), 'user ids', 1, limits.batch),
  parameters: z.looseObject({}).optional(),
});
const InferRequest = z.strictObject({
  id: z.string().max(128).optional(),
  inputs: z.array(Users, { error: 'must be a list of one tensor "user_id"' }).length(1, { error: 'must be a list of one tensor "user_id"' }), // prettier-ignore
  parameters: z.strictObject({ limit: whole(1, limits.list).optional() }).optional(),
  outputs: z.array(z.looseObject({ name: z.string() })).optional(),
});
const Output = Tensor.extend({ data: z.array(z.union([z.string(), z.number()])) });
const InferAnswer = z.object({
  model_name: z.string(),
  model_version: z.string(),
  id: z.string(),
  outputs: z.array(Output),
});

const ModelParams = z.strictObject({ model: z.string().max(128), version: z.string().max(128).optional() });

/** The Open Inference Protocol's view of the same versions (KServe, Triton, Seldon): https://github.com/kserve/open-inference-protocol */
export function openInferenceRoutes(instance: FastifyInstance, context: ApiContext): void {
  const app = typed(instance);
  const { runtime } = context;

  /** The live version of a model, or the one that was named: `2`, `v2` or `collaborative_filtering_v2`. */
  function find({ model, version }: z.infer<typeof ModelParams>): Served {
    const ofModel = runtime.versions.all().filter((served) => served.model.facts.name === model);
    const live = runtime.versions.inSlot('live');
    const names = (served: Served) => [String(served.model.facts.version), `v${served.model.facts.version}`, served.model.facts.modelVersion]; // prettier-ignore
    const found = version === undefined ? ofModel.find((served) => served === live) : ofModel.find((served) => names(served).includes(version)); // prettier-ignore
    if (found) return found;
    const loaded = runtime.versions.all().map((served) => served.model.facts.modelVersion);
    throw new KindredError('not_found', `The model "${model}"${version === undefined ? '' : ` version "${version}"`} is not served. Loaded: ${loaded.join(', ') || 'none'}.`); // prettier-ignore
  }

  app.get(
    '/v2',
    { schema: { tags, summary: 'The server', response: answers(ServerMetadata) }, config },
    (_request, reply) =>
      reply
        .header('Content-Type', json)
        .send(JSON.stringify({ name: 'kindred', version: context.version, extensions: [] })),
  );

  for (const url of ['/v2/models/:model', '/v2/models/:model/versions/:version']) {
    const about = { tags, params: ModelParams };

    app.get(
      url,
      { schema: { ...about, summary: 'A model', response: answers(ModelMetadata) }, config },
      ({ params }, reply) => {
        const { facts } = find(params).model;
        const versions = runtime.versions.all().filter(({ model }) => model.facts.name === facts.name);
        const metadata = {
          name: facts.name,
          versions: versions.map(({ model }) => String(model.facts.version)),
          platform: `kindred_${facts.algorithm}`,
          inputs: [{ name: 'user_id', datatype: 'BYTES', shape: [-1] }],
          outputs: [
            { name: 'post_id', datatype: 'BYTES', shape: [-1, -1] },
            { name: 'score', datatype: 'FP64', shape: [-1, -1] },
          ],
        };
        return reply.header('Content-Type', json).send(JSON.stringify(metadata));
      },
    );

    app.get(
      `${url}/ready`,
      { schema: { ...about, summary: 'Whether it is loaded', response: answers(Ready) }, config },
      ({ params }, reply) => {
        const { facts } = find(params).model;
        return reply
          .header('Content-Type', json)
          .send(JSON.stringify({ name: facts.name, ready: context.isAccepting() }));
      },
    );

    app.post(
      `${url}/infer`,
      {
        schema: {
          ...about,
          summary: 'Recommendations as tensors; rows are padded with ""',
          body: InferRequest,
          response: answers(InferAnswer),
        },
        config,
      },
      async ({ id: requestId, params, body }, reply) => {
        const served = find(params);
        const limit = body.parameters?.limit ?? 10;
        const users = body.inputs[0]!.data;
        const lists = [];
        for (const user of users) {
          const answer = await runtime.answer(served, {
            user,
            session: null,
            limit,
            offset: 0,
            exclude: [],
            excludeSeen: true,
          });
          context.metrics.answered(answer);
          lists.push(answer);
        }
        const width = Math.max(0, ...lists.map(({ posts }) => posts.length));
        const shape = [users.length, width];
        const padded = <T>(values: readonly T[], filler: T) =>
          Array.from({ length: width }, (_, n) => values[n] ?? filler);
        const answer = {
          model_name: served.model.facts.name,
          model_version: String(served.model.facts.version),
          id: body.id ?? runtime.answerIds.of(requestId, served.model.facts.modelVersion),
          outputs: [
            { name: 'post_id', datatype: 'BYTES', shape, data: lists.flatMap(({ posts }) => padded(posts, '')) },
            { name: 'score', datatype: 'FP64', shape, data: lists.flatMap(({ scores }) => padded(scores, 0)) },
          ],
        };
        return reply.header('Content-Type', json).send(JSON.stringify(answer));
      },
    );
  }
}
