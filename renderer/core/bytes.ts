import { session } from './transport.ts';
import { readBlob, readBytes, type Bytes, type BytesQuery } from './read-bytes.ts';

export type { Bytes, BytesQuery } from './read-bytes.ts';

/**
 * Matrix windows, pictures, files: what travels by address beside the contract, the same on every host.
 * @param path  such as `window` or `artifact`
 * @throws KindredError of the host, `no_answer` where there is none
 */
export function fetchBytes(path: string, query: BytesQuery, signal?: AbortSignal): Promise<Bytes> {
  return readBytes(document.baseURI, session, path, query, signal);
}

/** As `fetchBytes`, for bytes that may be too many to be held at once. @param onPart told of each part as it comes */
export const fetchBlob = (path: string, query: BytesQuery, onPart: (part: Uint8Array) => void, signal: AbortSignal) =>
  readBlob(onPart, document.baseURI, session, path, query, signal);
