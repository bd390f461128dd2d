import { fromWire, KindredError } from '#shared/api/errors.ts';
import type { Session } from './session.ts';
import { isWireError } from './web-transport.ts';

export type Bytes = { body: Uint8Array<ArrayBuffer>; contentType: string; filename: string | null };
export type BytesQuery = Record<string, string | number>;

/** `fetchBytes` for any page address and session. */
export async function readBytes(
  base: string,
  session: Session,
  path: string,
  query: BytesQuery,
  signal?: AbortSignal,
): Promise<Bytes> {
  const url = new URL(`bytes/${path}`, base);
  for (const [key, value] of Object.entries(query)) url.searchParams.set(key, String(value));
  const response = await fetch(url, { headers: await session.headers(), signal: signal ?? null }).catch(unanswered);
  if (response.status === 401) session.refused();
  if (!response.ok) throw await refusal(response);
  return {
    body: new Uint8Array(await response.arrayBuffer()),
    contentType: response.headers.get('content-type') ?? 'application/octet-stream',
    filename: filenameOf(response.headers.get('content-disposition')),
  };
}

/** An abandoned request stays an AbortError, so that the caller can tell it from a failure. */
export function unanswered(error: unknown): never {
  if (error instanceof DOMException && error.name === 'AbortError') throw error;
  throw new KindredError('unavailable', 'Kindred does not answer. Is it still running?', { cause: error });
}

/** What the host says went wrong. */
export async function refusal(response: Response): Promise<KindredError> {
  const answer: unknown = await response.json().catch(() => null);
  const error = typeof answer === 'object' && answer !== null && 'error' in answer ? answer.error : null;
  if (isWireError(error)) return fromWire(error);
  return new KindredError('internal', `The host answered ${response.status} without a reason.`);
}

const filenameOf = (disposition: string | null): string | null => {
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(disposition ?? '')?.[1];
  return encoded === undefined ? null : decodeURIComponent(encoded);
};
