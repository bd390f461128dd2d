import type { Core } from '#runs/core.ts';
import type { Log } from '../log.ts';
import { contentSecurityPolicy, securityHeaders } from '../security-headers.ts';
import { addressesOfThisMachine, allowedHosts, bracketed, isWildcard } from '../http/allowed-hosts.ts';
import { createServer, type AnswerError } from '../http/create-server.ts';
import { createEventStreams } from './event-streams.ts';
import { checkRequest } from '../http/gate.ts';
import { useStrictJson } from '../http/json-body.ts';
import { listen } from '../http/listen.ts';
import { privateRoutes } from './private-routes.ts';
import { pageRoutes, sessionRoute } from './public-routes.ts';
import { describeError, Refusal } from '../http/refusal.ts';
import { createTokens } from './tokens.ts';

const usualPort = 4310;

export type WebHostOptions = {
  /** Asked for: taken or refused. Left out: 4310, else a free one. 0: a free one. */
  port?: number | undefined;
  /** The address to listen on; only this computer unless said. */
  host?: string | undefined;
  /** Further names in the Host header that are ours, such as that of a proxy. */
  names?: readonly string[] | undefined;
  /** The folder of the built page. */
  rendererRoot: string;
  /** A new one unless given. */
  token?: string | undefined;
  log: Log;
};

export type WebHost = {
  /** Without a slash at its end: `http://127.0.0.1:4310`. */
  address: string;
  token: string;
  /** To print: the fragment carries the token and never leaves the browser. */
  signInAddress: string;
  /** To open: signs in once, within 30 seconds. A new one at each call. */
  openAddress(): string;
  close(): Promise<void>;
};

/**
 * The workbench for browsers: the page, the calls, the events and the bytes of one core. The core stays the caller's to close.
 * @throws KindredError conflict when the port that was asked for is in use
 */
export async function createWebHost(core: Core, options: WebHostOptions): Promise<WebHost> {
  const { host = '127.0.0.1', names = [], log } = options;
  const tokens = createTokens(options.token);
  const streams = createEventStreams(core.listen);
  const app = createServer({
    bodyLimit: 1024 * 1024,
    // Each open tab holds one connection for its events.
    maxConnections: 512,
    requestId: () => crypto.randomUUID(),
    answer: answerWith(log),
  });
  let allowed: ReadonlySet<string> = new Set();

  app.addHook('onRequest', async (request, reply) => {
    reply.headers({
      ...securityHeaders,
      'Content-Security-Policy': contentSecurityPolicy,
      'Cache-Control': 'no-store',
    });
    checkRequest(request, allowed);
  });
  app.addHook('preClose', async () => streams.close());
  useStrictJson(app);
  sessionRoute(app, tokens);
  await app.register(async (scope) => privateRoutes(scope, { core, tokens, streams, log }));
  await pageRoutes(app, options.rendererRoot);

  const port = await listen(app, host, options.port, usualPort).catch(async (error: unknown) => {
    await app.close();
    throw error;
  });
  allowed = allowedHosts(host, port, names);
  const address = `http://${bracketed(isWildcard(host) ? (addressesOfThisMachine()[1] ?? '127.0.0.1') : host)}:${port}`;
  return {
    address,
    token: tokens.token,
    signInAddress: `${address}/#token=${tokens.token}`,
    openAddress: () => `${address}/#code=${tokens.issueCode()}`,
    close: () => app.close(),
  };
}

/** What the host says of requests that fail; the reason of an unforeseen error is in the log. */
function answerWith(log: Log): AnswerError {
  return (error, request, reply) => {
    const { status, headers, body } = describeError(ofStaticFiles(error), request.id);
    if (status >= 500) log.error(error, `Request ${request.id} failed`);
    else
      log.info({ request: request.id, method: request.method, status, code: body.code }, 'A request was turned away');
    return reply.code(status).headers(headers).send(body);
  };
}

/** A file outside the page's folder, a range that is not there: the static plugin's own refusals. */
const ofStaticFiles = (error: unknown): unknown =>
  isClientError(error) ? new Refusal('INVALID_URL', 'There is no file of the page at this address.') : error;

const isClientError = (error: unknown): boolean =>
  error instanceof Error && 'statusCode' in error && Number(error.statusCode) >= 400 && Number(error.statusCode) < 500;
