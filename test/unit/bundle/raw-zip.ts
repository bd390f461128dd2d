import { crc32 } from 'node:zlib';
import { draftSeal, sealArchive } from '#runs/bundle/seal.ts';

/** A file as a hostile packer may describe it: whatever is not said is as it should be. */
export type RawFile = {
  name: string | Buffer;
  data: Uint8Array;
  localName?: string;
  flags?: number;
  method?: number;
  /** Unix mode and DOS bits, as the directory has them. */
  attributes?: number;
  /** Bytes after unpacking, as the headers claim. */
  size?: number;
  extra?: Buffer;
  fileComment?: Buffer;
  /** Bytes put before its header that belong to nobody. */
  before?: Buffer;
  /** Where the directory says it is. */
  offset?: number;
};

/** A zip made by hand, with nothing checked; sealed as ours are, so that only what is wrong on purpose is wrong. */
export function rawZip(
  files: readonly RawFile[],
  how: { count?: number; beforeEnd?: Buffer; comment?: string } = {},
): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  const add = (...buffers: Buffer[]) => {
    for (const buffer of buffers) {
      parts.push(buffer);
      at += buffer.length;
    }
  };
  for (const file of files) {
    if (file.before) add(file.before);
    const offset = file.offset ?? at;
    const local = Buffer.from(file.localName ?? file.name);
    add(header(0x04034b50, file, local), local, file.extra ?? Buffer.alloc(0), Buffer.from(file.data));
    directory.push(entry(file, offset));
  }
  const start = at;
  add(...directory);
  if (how.beforeEnd) add(how.beforeEnd);
  const manifest = files.find(({ name }) => name === 'manifest.json')?.data ?? new Uint8Array();
  const comment = Buffer.from(how.comment ?? draftSeal(manifest));
  add(ending(how.count ?? files.length, start, Buffer.concat(directory).length, comment.length), comment);
  const archive = Buffer.concat(parts);
  if (how.comment === undefined) sealArchive(archive);
  return archive;
}

/** What the local header and the directory have in common. */
function header(signature: number, { data, flags, method, size, extra }: RawFile, name: Buffer): Buffer {
  const bytes = Buffer.alloc(30);
  bytes.writeUInt32LE(signature, 0);
  bytes.writeUInt16LE(20, 4);
  bytes.writeUInt16LE(flags ?? 0x800, 6);
  bytes.writeUInt16LE(method ?? 0, 8);
  bytes.writeUInt32LE(crc32(data), 14);
  bytes.writeUInt32LE(data.length, 18);
  bytes.writeUInt32LE(size ?? data.length, 22);
  bytes.writeUInt16LE(name.length, 26);
  bytes.writeUInt16LE(extra?.length ?? 0, 28);
  return bytes;
}

function entry(file: RawFile, offset: number): Buffer {
  const name = Buffer.from(file.name);
  const { extra = Buffer.alloc(0), fileComment = Buffer.alloc(0), attributes = 0o100644 * 0x10000 } = file;
  const common = header(0, file, name).subarray(4);
  const start = Buffer.alloc(6);
  start.writeUInt32LE(0x02014b50, 0);
  start.writeUInt16LE((3 << 8) | 63, 4);
  const rest = Buffer.alloc(14);
  rest.writeUInt16LE(fileComment.length, 0);
  rest.writeUInt32LE(attributes >>> 0, 6);
  rest.writeUInt32LE(offset, 10);
  return Buffer.concat([start, common, rest, name, extra, fileComment]);
}

function ending(count: number, start: number, length: number, comment: number): Buffer {
  const bytes = Buffer.alloc(22);
  bytes.writeUInt32LE(0x06054b50, 0);
  bytes.writeUInt16LE(count, 8);
  bytes.writeUInt16LE(count, 10);
  bytes.writeUInt32LE(length, 12);
  bytes.writeUInt32LE(start, 16);
  bytes.writeUInt16LE(comment, 20);
  return bytes;
}
