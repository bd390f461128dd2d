import type { FastifyRequest } from 'fastify';
import type { ApiKey, Scope } from '#shared/domain/api-key.ts';
import { checkHost, checkMethod, checkOrigin, checkQuery } from '../http/gate.ts';
import { Refusal } from '../http/refusal.ts';
import type { ApiKeys } from './keys.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What a key must allow; null for routes that are open to everyone who reaches the host. */
    scope?: Scope | null;
  }
  interface FastifyRequest {
    /** The key that this request showed. */
    apiKey: ApiKey | null;
  }
}

export type Gate = {
  keys: ApiKeys;
  /** Values of the Host header that this host answers to. */
  allowed(): ReadonlySet<string>;
  /** Whether every route asks for a key: where others than this computer reach the host. */
  isOpen: boolean;
  now(): number;
};

/** The checks that every request passes before anything of it is read. */
export function checkApiRequest(request: FastifyRequest, gate: Gate): void {
  checkHost(request, gate.allowed());
  checkOrigin(request);
  checkQuery(request);
  // What is not there at all is 404, with any method.
  if (!request.is404) checkMethod(request);
  request.apiKey = checkKey(request, gate);
}

const challenge = { 'WWW-Authenticate': 'Bearer' };
const way =
  'Send it in the header: "Authorization: Bearer <key>". Whoever runs this API makes keys with "kindred keys create".';

/** A key that is shown must be good, also where none is needed: a mistyped one would look as if it worked. */
function checkKey({ headers, routeOptions }: FastifyRequest, { keys, isOpen, now }: Gate): ApiKey | null {
  const scope = routeOptions.config.scope ?? null;
  if (scope === null) return null;
  if (headers.authorization === undefined) {
    if (isOpen && scope !== 'admin') return null;
    throw new Refusal('KEY_MISSING', `This needs an API key. ${way}`, challenge);
  }
  const secret = /^Bearer +([\w.~+/-]+=*)$/i.exec(headers.authorization)?.[1];
  const key = secret === undefined ? null : keys.find(secret);
  if (!key) throw new Refusal('KEY_WRONG', `This is not a key of this API. ${way}`, challenge);
  if (key.expires_at !== null && key.expires_at <= now()) {
    throw new Refusal('KEY_EXPIRED', `The key "${key.name}" has expired. Ask for a new one.`, challenge);
  }
  if (key.scopes.includes(scope)) return key;
  throw new Refusal(
    'SCOPE_MISSING',
    `The key "${key.name}" does not allow ${scope}; it allows ${key.scopes.join(', ')}.`,
  );
}
