import type { ByteAnswer } from '#runs/core.ts';

/** The body of an answer in bytes, read to its end where it is a stream; without the class of Node's buffers. */
export async function wholeBody({ body }: ByteAnswer): Promise<Uint8Array> {
  if (body instanceof Uint8Array) return new Uint8Array(body);
  const chunks: Uint8Array[] = [];
  for await (const chunk of body.chunks) chunks.push(chunk);
  return new Uint8Array(Buffer.concat(chunks));
}
