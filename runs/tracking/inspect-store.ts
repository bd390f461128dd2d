import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs';
import Database from 'better-sqlite3';
import { KindredError } from '#shared/api/errors.ts';
import { applicationId } from './connect.ts';
import { storeError } from './store-error.ts';
import { walOf, wayBack, type StoreFiles } from './store-files.ts';

const headerBytes = 100;
const magic = 'SQLite format 3\0';

/** Why a file cannot be a store of ours. A foreign one is nobody's damage: it belongs to something else. */
export type Unfit = { reason: string; isForeign: boolean };

/**
 * Looks at a store file before SQLite may touch it.
 * @returns false where there is none, so that a new one can be made
 * @throws KindredError where something is there that is not a whole store of ours; it is never written over
 */
export function inspectStore(store: StoreFiles): boolean {
  const { file } = store;
  if (!existsSync(file)) {
    if (bytesOf(walOf(file)) === 0) return false;
    const reason = `is missing, but its log ${walOf(file)} is there: the store was moved or deleted while in use`;
    throw refusal(store, { reason, isForeign: false });
  }
  const unfit = whyUnfit(file);
  if (unfit) throw refusal(store, unfit);
  return true;
}

/** What is wrong with a file as a store, by its header alone: https://www.sqlite.org/fileformat2.html#the_database_header */
export function whyUnfit(file: string): Unfit | null {
  const foreign = (reason: string) => ({ reason: `is not a Kindred store: ${reason}`, isForeign: true });
  const cutOff = (whole: number) => ({
    reason: `is cut off: ${bytesOf(file)} of ${whole} bytes are there`,
    isForeign: false,
  });
  if (!statSync(file).isFile()) return foreign('it is not a file');
  const header = readHeader(file);
  if (header.length === 0)
    return { reason: 'is empty (0 bytes): a store was there, or was never finished', isForeign: false };
  if (!magic.startsWith(header.toString('latin1', 0, magic.length)))
    return foreign('it does not start as an SQLite file');
  if (header.length < headerBytes) return cutOff(headerBytes);
  const application = header.readUInt32BE(68);
  if (application !== applicationId)
    return foreign(`it is the SQLite file of another program (application id ${application})`);
  const pageSize = header.readUInt16BE(16) === 1 ? 65_536 : header.readUInt16BE(16);
  const whole = header.readUInt32BE(28) * pageSize;
  // The page count is true where its own version is the file's; a log that was not yet copied back may hold the missing pages.
  const isCounted = header.readUInt32BE(24) === header.readUInt32BE(92) && bytesOf(walOf(file)) === 0;
  return isCounted && bytesOf(file) < whole ? cutOff(whole) : null;
}

/**
 * Where the last stop was unclean (a log is left and nobody uses the store), checks its structure before anything is built on it.
 * The lock that says nobody uses it is taken exclusively and given back.
 */
export function checkAfterCrash(store: StoreFiles): void {
  if (bytesOf(walOf(store.file)) === 0) return;
  const probe = new Database(store.file, { fileMustExist: true, timeout: 0 });
  try {
    probe.pragma('locking_mode = EXCLUSIVE');
    const answer = probe.pragma('quick_check(1)', { simple: true });
    if (answer !== 'ok') throw refusal(store, { reason: `is damaged (${String(answer)})`, isForeign: false });
  } catch (error) {
    if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')) return;
    throw storeError(error, store);
  } finally {
    probe.close();
  }
}

function readHeader(file: string): Buffer {
  const header = Buffer.alloc(headerBytes);
  try {
    const descriptor = openSync(file, 'r');
    try {
      return header.subarray(0, readSync(descriptor, header, 0, headerBytes, 0));
    } finally {
      closeSync(descriptor);
    }
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new KindredError(
      'unavailable',
      `${file} cannot be read: ${reason}. Give yourself the right to read it, then try again.`,
      { cause },
    );
  }
}

const bytesOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0;

function refusal(store: StoreFiles, { reason, isForeign }: Unfit): KindredError {
  const { file } = store;
  const way = isForeign
    ? 'Move it away, choose another data folder with KINDRED_HOME, or run `kindred restore`, which keeps it beside the restored store.'
    : wayBack(store);
  return new KindredError(isForeign ? 'conflict' : 'unavailable', `${file} ${reason}. It is left as it is. ${way}`);
}
