import { fromWire, KindredError } from '#shared/api/errors.ts';
import { pageWords } from '../text/page-words.ts';
import type { Session } from './session.ts';
import { isWireError } from './web-transport.ts';

export type Bytes = { body: Uint8Array<ArrayBuffer>; contentType: string; filename: string | null };
export type BytesQuery = Record<string, string | number>;

/** `fetchBytes` for any page address and session. */
export async function readBytes(...asked: Parameters<typeof openBytes>): Promise<Bytes> {
  const response = await openBytes(...asked);
  return { body: new Uint8Array(await response.arrayBuffer()), ...headersOf(response) };
}

/** Bytes as they come, which a browser keeps on disk where they are many. @param onPart told of each part's bytes */
export async function readBlob(
  onPart: (part: Uint8Array) => void,
  ...asked: Parameters<typeof openBytes>
): Promise<{ blob: Blob; filename: string | null }> {
  const response = await openBytes(...asked);
  const parts: Blob[] = [];
  const reader = response.body?.getReader();
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    onPart(part.value);
    parts.push(new Blob([part.value]));
  }
  const { contentType, filename } = headersOf(response);
  return { blob: new Blob(parts, { type: contentType }), filename };
}

const headersOf = ({ headers }: Response) => ({
  contentType: headers.get('content-type') ?? 'application/octet-stream',
  filename: filenameOf(headers.get('content-disposition')),
});

/** @throws KindredError of the host, `no_answer` where there is none */
async function openBytes(
  base: string,
  session: Session,
  path: string,
  query: BytesQuery,
  signal?: AbortSignal,
): Promise<Response> {
  const url = new URL(`bytes/${path}`, base);
  for (const [key, value] of Object.entries(query)) url.searchParams.set(key, String(value));
  const response = await fetch(url, { headers: await session.headers(), signal: signal ?? null }).catch(unanswered);
  if (response.status === 401) session.refused();
  if (!response.ok) throw await refusal(response);
  return response;
}

/** An abandoned request stays an AbortError, so that the caller can tell it from a failure. */
export function unanswered(error: unknown): never {
  if (error instanceof DOMException && error.name === 'AbortError') throw error;
  throw new KindredError('no_answer', 'Kindred does not answer. Is it still running? Start it again, then retry.', {
    cause: error,
  });
}

/** What the host says went wrong. */
export async function refusal(response: Response): Promise<KindredError> {
  const answer: unknown = await response.json().catch(() => null);
  const error = typeof answer === 'object' && answer !== null && 'error' in answer ? answer.error : null;
  if (isWireError(error)) return fromWire({ ...error, message: pageWords(error.message) });
  return new KindredError('internal', `The host answered ${response.status} without a reason.`);
}

const filenameOf = (disposition: string | null): string | null => {
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(disposition ?? '')?.[1];
  return encoded === undefined ? null : decodeURIComponent(encoded);
};
