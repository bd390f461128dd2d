import type { FastifyRequest } from 'fastify';
import { judgeHost } from './allowed-hosts.ts';
import { Refusal } from './refusal.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Methods of the route; any other is answered 405. */
    allow?: readonly string[];
  }
}

const secretFields = ['token', 'access_token', 'code', 'authorization', 'key', 'api_key'];

/**
 * The checks that every request passes, public or private: who is asked for (Host), who asks (Origin, Sec-Fetch-Site),
 * how (method), and that no secret stands in the address.
 * @param allowed  values of the Host header that this host answers to; asked late, because the port is known once it listens
 */
export function checkRequest(request: FastifyRequest, allowed: ReadonlySet<string>): void {
  checkHost(request, allowed);
  checkOrigin(request);
  checkMethod(request);
  checkQuery(request);
}

export function checkHost({ raw }: FastifyRequest, allowed: ReadonlySet<string>): void {
  const verdict = judgeHost(raw.rawHeaders, allowed);
  if (verdict === 'malformed') throw new Refusal('HOST_MALFORMED', 'The Host header is not one host and port.');
  if (verdict === 'allowed') return;
  const message = `This is not a host that Kindred answers to. Use the address that Kindred printed (${[...allowed][0]}).`;
  throw new Refusal('HOST_NOT_ALLOWED', message);
}

export function checkOrigin({ headers, method }: FastifyRequest): void {
  const { origin } = headers;
  if (origin !== undefined && origin !== `http://${headers.host}`) {
    throw new Refusal('ORIGIN_NOT_ALLOWED', 'Pages of other origins may not use this host.');
  }
  const site = headers['sec-fetch-site'] ?? 'none';
  if (site === 'same-origin' || site === 'none') return;
  // Following a link from elsewhere opens the public page, which holds nothing private and cannot be framed.
  const isLink =
    method === 'GET' && headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document';
  if (!isLink) throw new Refusal('CROSS_SITE', 'Pages of other sites may not use this host.');
}

export function checkMethod({ method, routeOptions }: FastifyRequest): void {
  const allow = routeOptions.config.allow ?? ['GET', 'HEAD'];
  if (allow.includes(method)) return;
  const message = `${method} is not a method of this address; use ${allow.join(' or ')}.`;
  throw new Refusal('METHOD_NOT_ALLOWED', message, { Allow: allow.join(', ') });
}

/** An address ends up in the history, in logs and in the Referer header: a secret in it is refused, right or wrong. */
export function checkQuery({ raw }: FastifyRequest): void {
  const [, query] = (raw.url ?? '').split('?', 2);
  const fields = new URLSearchParams(query);
  if (!secretFields.some((name) => fields.has(name))) return;
  throw new Refusal('TOKEN_IN_QUERY', 'Do not put the token in the address: send the token in the header.');
}
