import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Refusal } from './refusal.ts';

/** Deeper than any input of the contract; a limit, because whoever walks the value later may do so recursively. */
const maxDepth = 64;

const json = /^application\/json(?:; *charset="?utf-8"?)?$/i;

/** Before the body is read: JSON in UTF-8 and nothing else, so that a page elsewhere cannot send it without a preflight. */
export function checkContentType({ headers }: FastifyRequest): void {
  const encoding = headers['content-encoding'] ?? 'identity';
  if (json.test(headers['content-type'] ?? '') && encoding === 'identity') return;
  throw new Refusal('NOT_JSON', 'Send JSON in UTF-8, uncompressed, with "Content-Type: application/json".');
}

/** Replaces Fastify's parsers (JSON and plain text) by one that reads strict UTF-8 and refuses keys that could reach a prototype. */
export function useStrictJson(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) => {
    try {
      done(null, parseJson(body as Buffer));
    } catch (error) {
      done(error as Error);
    }
  });
}

/**
 * @returns the value; of two equal keys the last holds, as JSON.parse does
 * @throws Refusal that says what is wrong and where
 */
export function parseJson(body: Uint8Array): unknown {
  const text = decode(body);
  if (text.trim() === '') throw new Refusal('INVALID_JSON', 'The body is empty; send at least {}.');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Refusal('INVALID_JSON', `The body is not valid JSON: ${reason}`);
  }
  inspect(value);
  return value;
}

function decode(body: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    throw new Refusal('INVALID_UTF8', 'The body is not valid UTF-8.');
  }
}

/** Walks with a stack of its own: 50,000 brackets in a body must not end in a stack overflow. */
function inspect(root: unknown): void {
  const waiting: { value: unknown; depth: number }[] = [{ value: root, depth: 0 }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { value, depth } = next;
    if (typeof value !== 'object' || value === null) continue;
    if (depth >= maxDepth) {
      throw new Refusal('NESTED_TOO_DEEP', `The body is nested deeper than ${maxDepth} levels.`);
    }
    for (const [key, child] of Object.entries(value)) {
      if (key === '__proto__' || key === 'prototype' || (key === 'constructor' && typeof child === 'object')) {
        throw new Refusal('FORBIDDEN_KEY', `The body has the forbidden key "${key}".`);
      }
      waiting.push({ value: child, depth: depth + 1 });
    }
  }
}
