import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Core } from '#runs/core.ts';
import { httpStatus } from '#shared/api/errors.ts';
import { serve } from '#shared/api/rpc.ts';
import { bytesBody, bytesHeaders, bytesRequest } from '../bytes-answer.ts';
import type { Log } from '../log.ts';
import type { EventStreams } from './event-streams.ts';
import { checkToken } from './check-token.ts';
import { checkContentType } from '../http/json-body.ts';
import { Refusal } from '../http/refusal.ts';
import type { Tokens } from './tokens.ts';

type Private = { core: Core; tokens: Tokens; streams: EventStreams; log: Log };

/** What only the holder of the token reaches: calls, events and bytes. */
export function privateRoutes(app: FastifyInstance, { core, tokens, streams, log }: Private): void {
  // The hook belongs to the routes below, not to a spelling of their path, so no encoding of an address gets around it.
  app.addHook('onRequest', async (request) => {
    checkToken(request, tokens);
    // A call may train for minutes; only requests of strangers are cut off when they fall silent.
    request.raw.socket.setTimeout(0);
  });

  const reply = serve(core.handlers, (name, error) => log.error(error, `The call ${name} failed unexpectedly`));
  app.route<{ Params: { name: string } }>({
    method: app.supportedMethods,
    url: '/api/:name',
    config: { allow: ['POST'] },
    preParsing: async (request) => checkContentType(request),
    handler: async (request, response) => {
      const answer = await reply(request.params.name, request.body);
      return response.code(answer.ok ? 200 : httpStatus[answer.error.code]).send(answer);
    },
  });

  app.route({
    method: app.supportedMethods,
    url: '/events',
    config: { allow: ['GET'] },
    handler: (request, response) => {
      response.header('Content-Type', 'text/event-stream');
      response.hijack();
      response.raw.writeHead(200, outgoing(response.getHeaders()));
      const lastId = request.headers['last-event-id'];
      streams.connect(response.raw, Array.isArray(lastId) ? lastId[0] : lastId);
    },
  });

  app.route<{ Params: { '*': string } }>({
    method: app.supportedMethods,
    url: '/bytes/*',
    config: { allow: ['GET'] },
    handler: async (request, response) => {
      const { path, query } = bytesRequest(request.params['*'], searchOf(request.raw.url));
      const answer = await core.bytes(path, query);
      return response.headers(bytesHeaders(answer)).send(bytesBody(answer));
    },
  });

  app.addContentTypeParser('application/octet-stream', { parseAs: 'buffer' }, (_request, body, done) => {
    done(null, body);
  });
  app.route({
    method: app.supportedMethods,
    url: '/bytes/upload',
    config: { allow: ['POST'] },
    preParsing: async (request) => checkBytesType(request),
    handler: async (request) => {
      const { path, query } = bytesRequest('upload', searchOf(request.raw.url));
      return { ok: true, value: await core.upload(path, query, partOf(request.body)) };
    },
  });
}

/** Bytes and nothing else, so that a page elsewhere cannot send them without a preflight. */
function checkBytesType({ headers }: FastifyRequest): void {
  const encoding = headers['content-encoding'] ?? 'identity';
  if (headers['content-type'] === 'application/octet-stream' && encoding === 'identity') return;
  throw new Refusal('NOT_BYTES', 'Send bytes, uncompressed, with "Content-Type: application/octet-stream".');
}

const partOf = (body: unknown): Uint8Array => (body instanceof Uint8Array ? body : new Uint8Array(0));

const searchOf = (url = ''): URLSearchParams => new URLSearchParams(url.split('?').slice(1).join('?'));

const outgoing = (headers: Record<string, number | string | string[] | undefined>) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, value ?? '']));
