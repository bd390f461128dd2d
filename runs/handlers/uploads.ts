import { randomBytes } from 'node:crypto';
import { mkdir, open, readdir, rename, rm, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { KindredError } from '#shared/api/errors.ts';
import { formatBytes } from '#shared/domain/format-bytes.ts';
import { uploadPartBytes, type UploadReply } from '#shared/domain/upload.ts';

const count = z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER);

/** `bytes/upload`: one part of a file; parts come in their order. */
export const UploadQuery = z.strictObject({
  /** Of the first answer; left out with the first part. */
  upload: z
    .string()
    .regex(/^[0-9a-f]{24}$/, 'an upload id')
    .optional(),
  name: z.string().min(1).max(200),
  /** Bytes of the whole file. */
  bytes: count,
  /** Bytes before this part. */
  offset: count,
});

export type UploadLimits = {
  /** Bytes of one file. */
  fileBytes: number;
};

/** Space that is left free on the disk. */
const reserveBytes = 256 * 1024 * 1024;
const staleMs = 24 * 3600 * 1000;
const unfinished = '.part';
/** What file systems take, with room for the ending of what is unfinished. */
const maxNameBytes = 240;
/** Names that Windows keeps for devices. */
const reserved = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/**
 * Takes files that were dropped on the page, part by part, into a folder of their own each; files that belong together share one by
 * giving the id of the first. A file has its name only once it is whole and on the disk.
 */
export function createUploads(root: string, { fileBytes }: UploadLimits) {
  async function begin(bytes: number): Promise<string> {
    if (bytes > fileBytes) {
      throw new KindredError(
        'too_large',
        `The file has ${formatBytes(bytes)}, and at most ${formatBytes(fileBytes)} can be uploaded. Copy it to the computer that Kindred runs on and name it there (file:PATH).`,
      );
    }
    await mkdir(root, { recursive: true });
    await removeStale(root);
    const { bavail, bsize } = await statfs(root);
    if (bavail * bsize < bytes + reserveBytes) {
      throw new KindredError(
        'unavailable',
        `The disk of ${root} has no room for ${formatBytes(bytes)}. Free some space.`,
      );
    }
    const id = randomBytes(12).toString('hex');
    await mkdir(join(root, id));
    return id;
  }

  /** @throws KindredError conflict where the part does not follow what is there; its details say how much that is */
  async function receive(query: z.output<typeof UploadQuery>, part: Uint8Array): Promise<UploadReply> {
    checkName(query.name);
    const { name, bytes, offset } = query;
    if (bytes === 0) throw new KindredError('invalid_input', `"${name}" is empty (0 bytes).`);
    if (part.length > uploadPartBytes) {
      throw new KindredError('too_large', `A part has at most ${uploadPartBytes} bytes, and this one ${part.length}.`);
    }
    if (offset + part.length > bytes) {
      throw new KindredError(
        'invalid_input',
        `The parts of "${name}" hold more than the ${bytes} bytes it was said to have.`,
      );
    }
    const upload = query.upload ?? (await begin(bytes));
    const folder = join(root, upload);
    const path = join(folder, name);
    const received = await append(folder, `${path}${unfinished}`, query, part);
    if (received < bytes) return { upload, received, address: null };
    await rename(`${path}${unfinished}`, path);
    return { upload, received, address: `file:${path}` };
  }

  return { receive };
}

export type Uploads = ReturnType<typeof createUploads>;

/** @param whole bytes of the whole file. @returns bytes that are there now */
async function append(
  folder: string,
  path: string,
  { offset, bytes: whole }: { offset: number; bytes: number },
  part: Uint8Array,
): Promise<number> {
  if (!(await stat(folder).catch(() => null))) {
    throw new KindredError('not_found', 'This upload is not known, or older than a day. Begin it again.');
  }
  const file = await open(path, 'a');
  try {
    const { size } = await file.stat();
    if (size !== offset) {
      throw new KindredError(
        'conflict',
        `The part begins at byte ${offset}, and ${size} bytes are there. Go on from there.`,
        {
          details: { received: size },
        },
      );
    }
    await file.appendFile(part).catch((error: unknown) => {
      throw isFull(error) ? full(folder, error) : error;
    });
    if (size + part.length === whole) await file.sync();
    return size + part.length;
  } finally {
    await file.close();
  }
}

const isFull = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && ['ENOSPC', 'EDQUOT'].includes(String(error.code));

const full = (folder: string, cause: unknown) =>
  new KindredError('unavailable', `The disk of ${folder} is full. Free some space and send the file again.`, { cause });

function checkName(name: string): void {
  const isPlain = /^[^\p{Cc}/\\:*?"<>|]+$/u.test(name) && !/^\.|[. ]$/.test(name) && !reserved.test(name);
  if (isPlain && Buffer.byteLength(name) <= maxNameBytes && name.isWellFormed() && !name.endsWith(unfinished)) return;
  throw new KindredError(
    'invalid_input',
    `"${name.slice(0, 100)}" is not the name of a file that can be kept. Rename it.`,
  );
}

/** Uploads that nobody finished. */
async function removeStale(root: string): Promise<void> {
  for (const id of await readdir(root)) {
    const names = await readdir(join(root, id)).catch((): string[] => []);
    for (const name of names.filter((file) => file.endsWith(unfinished))) {
      const path = join(root, id, name);
      const found = await stat(path).catch(() => null);
      if (found && Date.now() - found.mtimeMs > staleMs) await rm(path, { force: true });
    }
  }
}
