import { UploadReply, uploadPartBytes } from '#shared/domain/upload.ts';
import { refusal, unanswered } from './read-bytes.ts';
import type { Session } from './session.ts';

export type SendOptions = {
  /** The upload that this file shall lie beside, such as `movies.csv` beside `ratings.csv`. */
  beside?: string;
  onProgress?: (done: number, total: number) => void;
  signal?: AbortSignal;
};

/** `uploadFile` for any page address and session. */
export async function sendFile(
  base: string,
  session: Session,
  file: { name: string; content: Blob },
  { beside, onProgress, signal }: SendOptions = {},
): Promise<{ upload: string; address: string }> {
  const { size } = file.content;
  let upload = beside;
  let offset = 0;
  for (;;) {
    const url = new URL('bytes/upload', base);
    const query = { name: file.name, bytes: String(size), offset: String(offset), ...(upload && { upload }) };
    url.search = new URLSearchParams(query).toString();
    const response = await fetch(url, {
      method: 'POST',
      headers: { ...(await session.headers()), 'Content-Type': 'application/octet-stream' },
      body: file.content.slice(offset, offset + uploadPartBytes),
      signal: signal ?? null,
    }).catch(unanswered);
    if (response.status === 401) session.refused();
    if (!response.ok) throw await refusal(response);
    const reply = UploadReply.parse(((await response.json()) as { value: unknown }).value);
    onProgress?.(reply.received, size);
    if (reply.address !== null) return { upload: reply.upload, address: reply.address };
    ({ upload, received: offset } = reply);
  }
}
