import { randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { link, open, rename, rm, stat } from 'node:fs/promises';
import { Readable, type Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip, createZstdCompress } from 'node:zlib';
import { KindredError } from '#shared/api/errors.ts';
import type { ExportFormat } from '#shared/domain/export-format.ts';
import { csvRows } from './csv-rows.ts';
import { eventRows, type EventRows } from './event-rows.ts';
import { writeParquet } from './write-parquet.ts';

export type ExportRequest = {
  /** Folder of the snapshot. */
  folder: string;
  /** The file to write. */
  to: string;
  format: ExportFormat;
  /** Leaves text that looks like a formula as it is. */
  raw: boolean;
  /** Whether a file of that name may be replaced. */
  replace: boolean;
};

export type Exported = { path: string; rows: number; bytes: number; marked: number };

export type ExportContext = {
  onProgress(stage: string, done: number, total: number): void;
  shouldStop(): boolean;
};

const stage = 'Writing the file';

/**
 * Writes the interactions of a stored dataset as a table: user, item, type, weight, time, detail, where the data has them. The file
 * appears whole or not at all.
 * @throws KindredError conflict where the file exists, unavailable where it cannot be written, cancelled
 */
export async function exportDataset(request: ExportRequest, context: ExportContext): Promise<Exported> {
  const { folder, to, replace } = request;
  if (!replace && (await exists(to))) throw taken(to);
  const rows = eventRows(folder);
  const draft = `${to}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    const marked = await write(draft, rows, request, context);
    const bytes = await synced(draft);
    if (replace) await rename(draft, to);
    else await renameNew(draft, to);
    context.onProgress(stage, rows.users.length, rows.users.length);
    return { path: to, rows: rows.users.length, bytes, marked };
  } catch (error) {
    throw refusal(error, to);
  } finally {
    await rm(draft, { force: true });
  }
}

const packers: Partial<Record<ExportFormat, () => Transform>> = { 'csv.gz': createGzip, 'csv.zst': createZstdCompress };

/** @returns how many different texts were marked */
async function write(
  path: string,
  rows: EventRows,
  { format, raw }: ExportRequest,
  context: ExportContext,
): Promise<number> {
  const total = rows.users.length;
  const report = (done: number) => {
    if (context.shouldStop()) throw new KindredError('cancelled', 'The export was cancelled; nothing was written.');
    context.onProgress(stage, done, total);
  };
  if (format === 'parquet') {
    await writeParquet(path, rows, report);
    return 0;
  }
  const { marked, texts, rowsPerText } = csvRows(rows, raw);
  const counted = function* () {
    let done = 0;
    for (const text of texts) {
      report(Math.min(total, done));
      done += rowsPerText;
      yield text;
    }
  };
  const packer = packers[format]?.();
  const file = createWriteStream(path, { flags: 'wx', highWaterMark: 1 << 20 });
  const source = Readable.from(counted(), { objectMode: true });
  await (packer ? pipeline(source, packer, file) : pipeline(source, file));
  return marked;
}

async function synced(path: string): Promise<number> {
  const file = await open(path, 'r+');
  try {
    await file.sync();
    return (await file.stat()).size;
  } finally {
    await file.close();
  }
}

/** A rename would replace a file that came to be in the meantime; a link does not. */
async function renameNew(from: string, to: string): Promise<void> {
  await link(from, to).catch((error: unknown) => {
    if (codeOf(error) === 'EEXIST') throw taken(to);
    // Some disks know no links.
    return rename(from, to);
  });
}

const taken = (path: string) =>
  new KindredError(
    'conflict',
    `"${path}" exists already. Choose another name, or say that it may be replaced (--force).`,
  );

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

const reasons: Partial<Record<string, string>> = {
  ENOENT: 'its folder does not exist',
  ENOSPC: 'the disk is full',
  EACCES: 'the folder may not be written',
  EROFS: 'the disk is read-only',
  EISDIR: 'it is a folder',
};

function refusal(error: unknown, path: string): unknown {
  if (error instanceof KindredError) return error;
  const known = reasons[codeOf(error) ?? ''];
  const reason = known ?? (error instanceof Error ? error.message : String(error));
  return new KindredError('unavailable', `"${path}" cannot be written: ${reason}. Nothing was half-written.`, {
    cause: error,
  });
}

const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error ? String(error.code) : undefined;
