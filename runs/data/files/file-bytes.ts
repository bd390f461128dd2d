import { createReadStream, type ReadStream } from 'node:fs';
import { open, readdir, stat } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import type { Duplex } from 'node:stream';
import { createGunzip, createZstdDecompress } from 'node:zlib';
import { KindredError } from '#shared/api/errors.ts';
import { didYouMean } from '#shared/domain/did-you-mean.ts';
import type { ReadContext } from '../source.ts';

export const chunkBytes = 1 << 18;

export type FileContext = Pick<ReadContext, 'onProgress' | 'shouldStop'>;
/** For the beginning of a file, which nobody waits for. */
export const silentContext: FileContext = { onProgress() {}, shouldStop: () => false };

export function stopIfAsked({ shouldStop }: FileContext): void {
  if (shouldStop()) throw new KindredError('cancelled', 'Reading was cancelled; nothing was kept.');
}

const unpackers = { gzip: createGunzip, zstd: createZstdDecompress };
type Packing = keyof typeof unpackers;

/** @throws KindredError naming the file, where it is missing, no regular file or empty */
export async function fileSize(path: string): Promise<number> {
  const found = await stat(path).catch(async (error: unknown) => {
    throw await missing(error, path);
  });
  if (found.isDirectory()) throw new KindredError('invalid_input', `"${path}" is a folder. Name a file in it.`);
  if (!found.isFile()) {
    throw new KindredError('invalid_input', `"${path}" is a pipe or device. Save its content in a file and name that.`);
  }
  if (found.size === 0) throw new KindredError('invalid_input', `"${path}" is empty (0 bytes).`);
  return found.size;
}

/** The first bytes as they are on the disk, by which formats are told apart. */
export async function firstBytes(path: string, count = 8): Promise<Buffer> {
  await fileSize(path);
  const file = await open(path).catch((error: unknown) => {
    throw refusal(error, path);
  });
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(count), 0, count, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/**
 * The content of a file chunk by chunk: plain, gzip or zstd, told by its first bytes.
 * @throws KindredError naming the file, where it is missing, no regular file, empty or damaged; cancelled
 */
export async function* readBytes(path: string, context: FileContext): AsyncGenerator<Buffer> {
  const size = await fileSize(path);
  const packing = packingOf(await firstBytes(path));
  try {
    // A zstd file may be several frames one after the other, and the unpacking ends with each.
    for (let from = 0; from < size;) {
      const raw = createReadStream(path, { start: from, highWaterMark: chunkBytes });
      const unpacking = packing && raw.pipe(unpackers[packing]({ chunkSize: chunkBytes }));
      const onChunk = () => {
        stopIfAsked(context);
        context.onProgress(`Reading ${basename(path)}`, from + raw.bytesRead, size);
      };
      yield* chunksOf(raw, unpacking, onChunk);
      from = unpacking && packing === 'zstd' ? from + unpacking.bytesWritten : size;
    }
  } catch (error) {
    throw refusal(error, path, packing);
  }
}

async function* chunksOf(raw: ReadStream, unpacking: Duplex | null, onChunk: () => void): AsyncGenerator<Buffer> {
  const bytes = unpacking ?? raw;
  raw.on('error', (error) => bytes.destroy(error));
  try {
    for await (const chunk of bytes as AsyncIterable<Buffer>) {
      onChunk();
      yield chunk;
    }
  } finally {
    raw.destroy();
    bytes.destroy();
  }
}

function packingOf(magic: Buffer): Packing | null {
  if (magic.subarray(0, 2).toString('hex') === '1f8b') return 'gzip';
  return magic.subarray(0, 4).toString('hex') === '28b52ffd' ? 'zstd' : null;
}

async function missing(error: unknown, path: string): Promise<unknown> {
  if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) return refusal(error, path);
  const beside = await readdir(dirname(path)).catch(() => []);
  const full = resolve(path);
  return new KindredError('not_found', `There is no file "${full}".${didYouMean(basename(path), beside)}`, {
    cause: error,
  });
}

/** What the operating system or the unpacking says, as a sentence. */
export function refusal(error: unknown, path: string, packing: Packing | null = null): unknown {
  if (error instanceof KindredError || !(error instanceof Error) || !('code' in error)) return error;
  const code = String(error.code);
  if (code === 'EACCES' || code === 'EPERM') {
    return new KindredError('forbidden', `"${path}" may not be read. Change its permissions.`, { cause: error });
  }
  if (code === 'ENAMETOOLONG' || code === 'ENOTDIR' || code === 'ELOOP') {
    return new KindredError('not_found', `There is no file "${path}".`, { cause: error });
  }
  if (packing && /^Z_|^ZSTD_|^ERR_ZSTD/.test(code)) {
    return new KindredError(
      'invalid_input',
      `"${path}" is damaged: its ${packing} data ends early or is wrong (${error.message}). Copy it again.`,
      { cause: error },
    );
  }
  return error;
}
