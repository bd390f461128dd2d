import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { z } from 'zod';
import { KindredError } from '#shared/api/errors.ts';
import { bytesOf, decodeTexts, float32Of, float64Of, int32Of } from './columns.ts';
import { manifestName, sha256, SnapshotManifest } from './snapshot-manifest.ts';

/** What every manifest has. */
type Listing = Pick<SnapshotManifest, 'files'>;

/** The files of a snapshot folder, each compared with its SHA-256 and its bounds as it is read. */
export type SnapshotReader<M extends Listing = SnapshotManifest> = {
  fingerprint: string;
  manifest: M;
  has(name: string): boolean;
  /** Number of entries of `bytes` bytes each, by the manifest. */
  length(name: string, bytes: number): number;
  /** A column of whole numbers in [0, bound). */
  uint8(name: string, length: number, bound: number): Uint8Array;
  /** A column of whole numbers in [least, bound); least is 0 unless said. */
  int32(name: string, length: number, bound: number, least?: number): Int32Array;
  float32(name: string, length: number): Float32Array;
  float64(name: string, length: number): Float64Array;
  /** rows + 1 ascending offsets from 0 to `total`. */
  offsets(name: string, rows: number, total: number): Int32Array;
  /** The texts of `NAMEs.utf8`, null where there is none. */
  texts(name: string, count: number): (string | null)[];
  /** The texts of `NAMEs.utf8`, none of them null; as many as there are unless said. */
  labels(name: string, count?: number): string[];
};

/** @throws KindredError not_found where the folder is missing, unavailable where a file was changed; both name the file */
export const openSnapshot = (folder: string): SnapshotReader => openFolder(folder, SnapshotManifest);

/** The same for a folder of another kind of data, which says of itself what `schema` wants. */
export function openFolder<M extends Listing>(folder: string, schema: z.ZodType<M>): SnapshotReader<M> {
  const manifestBytes = readBytes(join(folder, manifestName));
  const fingerprint = sha256(manifestBytes);
  const manifest = parseManifest(manifestBytes, schema, folder, fingerprint);
  const pathOf = (name: string) => join(folder, name);

  const entry = (name: string) => {
    const found = manifest.files[name];
    if (!found) throw damaged(pathOf(manifestName), `it does not list ${name}`);
    return found;
  };
  const content = (name: string) => checked(pathOf(name), entry(name));
  const ofLength = <C extends ArrayLike<number>>(column: C, length: number, name: string): C => {
    if (column.length === length) return column;
    throw damaged(pathOf(name), `it holds ${column.length} values instead of ${length}`);
  };
  const texts: SnapshotReader<M>['texts'] = (name, count) => {
    const lengths = ofLength(int32Of(content(`${name}-lengths.i32`)), count, `${name}-lengths.i32`);
    const decoded = decodeTexts(content(`${name}s.utf8`), lengths);
    if (!decoded) throw damaged(pathOf(`${name}s.utf8`), 'its texts and their lengths do not agree');
    return decoded;
  };

  const within = <C extends Int32Array | Uint8Array>(column: C, least: number, bound: number, name: string): C => {
    for (const value of column) {
      if (value >= least && value < bound) continue;
      throw damaged(pathOf(name), `it holds ${value}, outside ${least} to ${bound - 1}`);
    }
    return column;
  };
  const int32: SnapshotReader<M>['int32'] = (name, length, bound, least = 0) =>
    within(ofLength(int32Of(content(name)), length, name), least, bound, name);

  return {
    fingerprint,
    manifest,
    has: (name) => manifest.files[name] !== undefined,
    length: (name, bytes) => entry(name).bytes / bytes,
    uint8: (name, length, bound) => within(ofLength(bytesOf(content(name)), length, name), 0, bound, name),
    int32,
    float32: (name, length) => ofLength(float32Of(content(name)), length, name),
    float64: (name, length) => ofLength(float64Of(content(name)), length, name),
    offsets(name, rows, total) {
      const indptr = int32(name, rows + 1, total + 1);
      if (indptr[0] === 0 && indptr[rows] === total && !indptr.some((at, row) => at < (indptr[row - 1] ?? 0))) {
        return indptr;
      }
      throw damaged(pathOf(name), `its offsets do not ascend from 0 to ${total}`);
    },
    texts,
    labels(name, count = entry(`${name}-lengths.i32`).bytes / 4) {
      return texts(name, count).map((text) => {
        if (text === null) throw damaged(pathOf(`${name}s.utf8`), 'one of its texts is missing');
        return text;
      });
    },
  };
}

function parseManifest<M>(bytes: Uint8Array, schema: z.ZodType<M>, folder: string, fingerprint: string): M {
  const named = basename(folder);
  const path = join(folder, manifestName);
  if (/^[0-9a-f]{64}$/.test(named) && named !== fingerprint) {
    throw damaged(path, `its SHA-256 is ${fingerprint}`);
  }
  try {
    return schema.parse(JSON.parse(new TextDecoder().decode(bytes)));
  } catch (error) {
    throw damaged(path, 'it is not the list of files of a dataset', error);
  }
}

/** A file of the folder against its entry in the manifest. */
export function checked(path: string, { bytes, sha256: expected }: SnapshotManifest['files'][string]): Uint8Array {
  const content = readBytes(path);
  if (content.byteLength !== bytes) throw damaged(path, `it has ${content.byteLength} bytes instead of ${bytes}`);
  const actual = sha256(content);
  if (actual !== expected) throw damaged(path, `its SHA-256 is ${actual} instead of ${expected}`);
  return content;
}

function readBytes(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new KindredError(
      'not_found',
      `The dataset file ${path} cannot be read. Restore the data folder from a copy, or create the dataset again.`,
      { cause: error },
    );
  }
}

const damaged = (path: string, how: string, cause?: unknown) =>
  new KindredError(
    'unavailable',
    `The dataset file ${path} is damaged: ${how}. Create the dataset again from its source; the damaged copy is put aside.`,
    { cause },
  );
