import { Readable } from 'node:stream';
import type { ByteAnswer } from '#runs/core.ts';
import { KindredError } from '#shared/api/errors.ts';
import { dataSecurityPolicy } from './security-headers.ts';

/** A GET on `bytes/…` as the core takes it: the path below `bytes/` and each query field once. */
export type BytesRequest = { path: string; query: Record<string, string> };

const segment = /^[a-z0-9][a-z0-9._-]*$/i;

/**
 * Reads the path and query of a request for bytes.
 * @param path  what follows `bytes/`, percent-decoded
 * @throws KindredError invalid_input for a path that climbs or a field given twice
 */
export function bytesRequest(path: string, search: URLSearchParams): BytesRequest {
  if (!path.split('/').every((part) => segment.test(part))) {
    throw new KindredError('invalid_input', `"${path.slice(0, 100)}" is not a path of letters, digits and slashes.`);
  }
  const fields = new Map<string, string>();
  for (const [name, value] of search) {
    if (fields.has(name)) throw new KindredError('invalid_input', `The field "${name}" is given twice.`);
    fields.set(name, value);
  }
  return { path, query: Object.fromEntries(fields) };
}

/** The headers of an answer in bytes; always fresh, and inert where a browser shows it by itself. */
export function bytesHeaders({ contentType, body, filename }: ByteAnswer): Record<string, string> {
  const bytes = body instanceof Uint8Array ? body.byteLength : body.bytes;
  return {
    'Content-Type': contentType,
    ...(bytes === null ? {} : { 'Content-Length': String(bytes) }),
    'Content-Security-Policy': dataSecurityPolicy,
    'Cache-Control': 'no-store',
    ...(filename === undefined
      ? {}
      : { 'Content-Disposition': `attachment; filename*=UTF-8''${encodeName(filename)}` }),
  };
}

/** The body as a host sends it; a stream gives back what it holds when the other side goes away. */
export const bytesBody = ({ body }: ByteAnswer): Uint8Array | Readable =>
  body instanceof Uint8Array ? body : Readable.from(body.chunks, { objectMode: false });

/** RFC 8187: encodeURIComponent leaves four characters that a header value may not carry bare. */
const encodeName = (name: string): string =>
  encodeURIComponent(name.toWellFormed()).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
