import { join } from 'node:path';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import { KindredError } from '#shared/api/errors.ts';
import { ServedVersion } from '#shared/domain/serving.ts';
import { flag } from '#shared/serving/fields.ts';
import { answers, json, typed, type ApiContext } from '../context.ts';
import { servedVersions } from '../served-versions.ts';

const tags = ['Administration'];
const config = { scope: 'admin' } as const;

const VersionParams = z.strictObject({ version: z.string().min(1).max(120) });
const fileError = 'must be the name of a .kindred file in the folder of bundles';
/** A name and no path: what an administrator loads lies in one folder. */
const LoadRequest = z.strictObject({
  file: z.string({ error: fileError }).max(200, { error: fileError }).regex(/^[\p{L}\p{N}][\p{L}\p{N}._@ -]*\.kindred$/u, { error: fileError }), // prettier-ignore
});
const shareError = 'must be a number from 0 to 1';
const Canary = z.strictObject({
  share: z.number({ error: shareError }).min(0, { error: shareError }).max(1, { error: shareError }),
});
const Shadow = z.strictObject({ on: flag() });
const Versions = z.object({ versions: z.array(ServedVersion), shadowing: z.boolean() });

/** Changes of what is served; always with a key that allows it. */
export function adminRoutes(instance: FastifyInstance, context: ApiContext & { bundles: string }): void {
  const app = typed(instance);
  const { slots, runtime } = context;

  const sendVersions = (reply: FastifyReply) =>
    reply
      .header('Content-Type', json)
      .send(JSON.stringify({ versions: servedVersions(runtime), shadowing: runtime.shadow() !== null }));
  const about = (summary: string) => ({ tags, summary, security: [{ key: [] }], response: answers(Versions) });

  app.get('/admin/models', { schema: about('Versions in memory'), config }, (_request, reply) => sendVersions(reply));

  app.post(
    '/admin/models/:version/load',
    {
      schema: {
        ...about('Load a bundle, verified and tried; nobody gets it yet'),
        params: VersionParams,
        body: LoadRequest,
      },
      config,
    },
    async ({ params, body }, reply) => {
      const { version } = params;
      const slot = runtime.versions.slotOf(version);
      if (slot !== 'loaded') throw new KindredError('conflict', `${version} is loaded already: it is ${slot}.`);
      await slots.load(join(context.bundles, body.file), { version });
      return sendVersions(reply);
    },
  );

  app.post(
    '/admin/models/:version/promote',
    {
      schema: { ...about('Make a loaded version live; what was live is kept for going back'), params: VersionParams },
      config,
    },
    ({ params }, reply) => {
      slots.promote(params.version);
      return sendVersions(reply);
    },
  );

  app.post(
    '/admin/models/:version/rollback',
    { schema: { ...about('Go back from the live version, or to the previous one'), params: VersionParams }, config },
    ({ params: { version } }, reply) => {
      const slot = runtime.versions.slotOf(runtime.versions.find(version).model.facts.modelVersion);
      if (slot !== 'live' && slot !== 'previous') {
        throw new KindredError('conflict', `${version} is ${slot}: neither the live version nor the one before it.`);
      }
      slots.rollback();
      return sendVersions(reply);
    },
  );

  app.post(
    '/admin/models/:version/candidate',
    { schema: { ...about('Put a loaded version on trial beside the live one'), params: VersionParams }, config },
    ({ params }, reply) => {
      slots.setCandidate(params.version);
      return sendVersions(reply);
    },
  );

  app.delete(
    '/admin/models/:version',
    { schema: { ...about('Let go of a version that is in no slot'), params: VersionParams }, config },
    ({ params }, reply) => {
      slots.remove(params.version);
      return sendVersions(reply);
    },
  );

  app.post(
    '/admin/canary',
    { schema: { ...about('Part of the users whom the candidate answers'), body: Canary }, config },
    ({ body }, reply) => {
      slots.setCanary(body.share);
      return sendVersions(reply);
    },
  );

  app.post(
    '/admin/shadow',
    { schema: { ...about('Compare the candidate after each reply'), body: Shadow }, config },
    ({ body }, reply) => {
      runtime.setShadowing(body.on);
      return sendVersions(reply);
    },
  );
}
