import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { securityHeaders } from '../security-headers.ts';
import { Refusal } from './refusal.ts';

/** Answers a request that failed or was turned away. */
export type AnswerError = (error: unknown, request: FastifyRequest, reply: FastifyReply) => FastifyReply;

export type ServerOptions = {
  /** The longest body of a request, in bytes, where its route does not say otherwise. */
  bodyLimit: number;
  maxConnections: number;
  requestId(): string;
  answer: AnswerError;
};

/** Fastify with the limits of a host that strangers' pages may try to reach. */
export function createServer({ bodyLimit, maxConnections, requestId, answer }: ServerOptions): FastifyInstance {
  const translated: AnswerError = (error, request, reply) => answer(translate(error, request), request, reply);
  const app = Fastify({
    bodyLimit,
    forceCloseConnections: true,
    requestTimeout: 5_000,
    connectionTimeout: 10_000,
    maxRequestsPerSocket: 1_000,
    exposeHeadRoutes: false,
    routerOptions: { maxParamLength: 256 },
    http: { headersTimeout: 2_000, connectionsCheckingInterval: 500, maxHeaderSize: 16 * 1024 },
    genReqId: requestId,
    frameworkErrors: (error, request, reply) => {
      void translated(error, request, reply.headers(securityHeaders));
    },
  });
  app.server.maxConnections = maxConnections;
  app.setErrorHandler(translated);
  app.setNotFoundHandler((request, reply) =>
    answer(new Refusal('NOT_FOUND', 'There is nothing here.'), request, reply),
  );
  return app;
}

/** Fastify's own refusals in our words. */
function translate(error: unknown, request: FastifyRequest): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  switch (code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return new Refusal(
        'BODY_TOO_LARGE',
        `The body is longer than the limit of ${request.routeOptions.bodyLimit} bytes.`,
      );
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return new Refusal('NOT_JSON', 'Send JSON with "Content-Type: application/json".');
    case 'FST_ERR_CTP_INVALID_CONTENT_LENGTH':
      return new Refusal('INVALID_JSON', 'The body is not as long as its Content-Length says.');
    case 'FST_ERR_BAD_URL':
    case 'FST_ERR_MAX_PARAM_LENGTH':
      return new Refusal('INVALID_URL', 'This is not an address that Kindred understands.');
    default:
      return error;
  }
}
