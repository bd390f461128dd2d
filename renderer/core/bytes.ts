import { session } from './transport.ts';
import { readBytes, type Bytes, type BytesQuery } from './read-bytes.ts';

export type { Bytes, BytesQuery } from './read-bytes.ts';

/**
 * Matrix windows, pictures, files: what travels by address beside the contract, the same on every host.
 * @param path  such as `window` or `artifact`
 * @throws KindredError of the host, `unavailable` when there is no answer
 */
export function fetchBytes(path: string, query: BytesQuery, signal?: AbortSignal): Promise<Bytes> {
  return readBytes(document.baseURI, session, path, query, signal);
}
