import { sendFile, type SendOptions } from './send-file.ts';
import { session } from './transport.ts';

/**
 * Sends a file that was dropped or chosen to the computer that Kindred runs on, in parts, the same on every host.
 * @returns its address for `sources.preview` and `datasets.create`, and the id by which further files can lie beside it
 * @throws KindredError of the host, `no_answer` where there is none; AbortError when the signal says so
 */
export function uploadFile(file: File, options: SendOptions = {}): Promise<{ upload: string; address: string }> {
  return sendFile(document.baseURI, session, { name: file.name, content: file }, options);
}
