import { fromBufferPromise, type Entry, type LocalFileHeader, type ZipFile } from 'yauzl';
import { complaintAboutName, sameButForCase } from './file-names.ts';
import type { BundleLimits } from './limits.ts';
import { damaged, forbidden, tooLarge } from './refusal.ts';
import { readSeal, type Seal } from './seal.ts';

export type Archive = {
  /** Views of the archive's bytes, by name. */
  files: Map<string, Uint8Array>;
  seal: Seal | null;
};

type Placed = { name: string; start: number; end: number; data: Buffer };

const utf8Names = 0x800;
/** Of the fixed part of a directory's entry and of the record at the end: APPNOTE 6.3.10, 4.3.12 and 4.3.16. */
const entryBytes = 46;
const endBytes = 22;

/**
 * Takes a zip apart without trusting anything in it. Only what `encodeArchive` writes gets through: whole files, stored as they are,
 * one after the other, nothing between or around them.
 * @param file  its name, for the sentences
 */
export async function decodeArchive(archive: Buffer, file: string, limits: BundleLimits): Promise<Archive> {
  const zip = await fromBufferPromise(archive, { decodeStrings: false }).catch((cause: unknown) => {
    throw damaged(file, reasonOf(cause), cause);
  });
  if (zip.entryCount > limits.files) throw tooLarge(file, 'its number of files is', zip.entryCount, limits.files);
  const end = archive.length - endBytes - zip.comment.length;
  const directory = archive.readUInt32LE(end + 16);
  const placed: Placed[] = [];
  let directoryEnd = directory;
  const entries = zip.eachEntry();
  for (;;) {
    const next = await entries.next().catch((cause: unknown) => {
      throw damaged(file, reasonOf(cause), cause);
    });
    if (next.done === true) break;
    const entry: Entry = next.value;
    placed.push(await place(zip, entry, archive, file, limits));
    directoryEnd += entryBytes + entry.fileNameLength + entry.extraFieldLength + entry.fileCommentLength;
  }
  refuseTwins(placed, file);
  refuseGaps(placed, directory, file);
  if (directoryEnd !== end) throw damaged(file, 'its directory does not end where it should');
  const files = new Map(placed.map(({ name, data }) => [name, data]));
  return { files, seal: readSeal(archive.subarray(end + endBytes)) };
}

async function place(zip: ZipFile, entry: Entry, archive: Buffer, file: string, limits: BundleLimits): Promise<Placed> {
  const name = nameOf(entry, file);
  const complaint = complaintAboutName(name);
  if (complaint) throw forbidden(file, name, `has a name that ${complaint}`);
  refuseSpecial(entry, name, file);
  refuseLarge(entry, name, file, limits);
  const local = await zip.readLocalFileHeaderPromise(entry).catch((cause: unknown) => {
    throw damaged(file, `${name}: ${reasonOf(cause)}`, cause);
  });
  if (!agree(entry, local)) throw damaged(file, `${name} is described in two ways`);
  const end = local.fileDataStart + entry.uncompressedSize;
  return {
    name,
    start: entry.relativeOffsetOfLocalHeader,
    end,
    data: archive.subarray(local.fileDataStart, end),
  };
}

function nameOf({ fileNameRaw }: Entry, file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(fileNameRaw);
  } catch {
    throw forbidden(file, fileNameRaw.toString('latin1'), 'has a name that is not UTF-8');
  }
}

/** Links, devices and folders in the Unix part of the attributes, and whatever is not plainly stored. */
function refuseSpecial(entry: Entry, name: string, file: string): void {
  const kind = (entry.externalFileAttributes >>> 16) & 0o170000;
  if (kind === 0o120000) throw forbidden(file, name, 'is a link');
  if ((kind !== 0 && kind !== 0o100000) || (entry.externalFileAttributes & 0x10) !== 0) {
    throw forbidden(file, name, 'is a folder or a device');
  }
  if (entry.isEncrypted()) throw forbidden(file, name, 'is encrypted');
}

function refuseLarge(entry: Entry, name: string, file: string, limits: BundleLimits): void {
  const { uncompressedSize: bytes, compressedSize: stored } = entry;
  if (bytes > limits.fileBytes) throw tooLarge(file, `the bytes of ${name} are`, bytes, limits.fileBytes);
  if (bytes > limits.ratio * Math.max(stored, 1)) {
    throw forbidden(
      file,
      name,
      `would grow from ${stored} to ${bytes} bytes, more than ${limits.ratio}-fold: a zip bomb`,
    );
  }
  if (entry.compressionMethod !== 0) {
    throw forbidden(file, name, 'is compressed, and Kindred stores files as they are: it was packed by something else');
  }
}

/** Both headers of a file say the same, and nothing that we never write. */
function agree(entry: Entry, local: LocalFileHeader): boolean {
  return (
    local.fileName.equals(entry.fileNameRaw) &&
    local.compressionMethod === entry.compressionMethod &&
    local.generalPurposeBitFlag === entry.generalPurposeBitFlag &&
    (entry.generalPurposeBitFlag & ~utf8Names) === 0 &&
    local.crc32 === entry.crc32 &&
    local.compressedSize === entry.compressedSize &&
    local.uncompressedSize === entry.uncompressedSize &&
    local.extraFieldLength + entry.extraFieldLength + entry.fileCommentLength === 0
  );
}

function refuseTwins(placed: readonly Placed[], file: string): void {
  const twins = sameButForCase(placed.map(({ name }) => name));
  if (twins) throw forbidden(file, twins[1], `is the same as ${JSON.stringify(twins[0])} where capitals do not count`);
}

/** Files lie one after the other from the first byte to the directory: none overlaps another, none hides between. */
function refuseGaps(placed: readonly Placed[], directory: number, file: string): void {
  let at = 0;
  for (const { name, start, end } of placed.toSorted((a, b) => a.start - b.start)) {
    if (start < at) throw forbidden(file, name, 'overlaps another one');
    if (start > at)
      throw damaged(file, `there are ${start - at} bytes before ${name} that belong to none of its files`);
    at = end;
  }
  if (at !== directory) throw damaged(file, 'its files do not end where its directory starts');
}

const reasonOf = (error: unknown) => (error instanceof Error ? error.message.replace(/\.$/, '') : String(error));
