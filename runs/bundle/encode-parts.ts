import { encodeNpy } from '#runs/artifacts/npy.ts';
import type { SavedModel } from '#runs/models/model.ts';
import type { FileEntry } from './manifest-parts.ts';
import { sha256 } from './seal.ts';

/** Where the arrays of the model are. */
export const modelFolder = 'model/';

/** Arrays as NumPy files in a folder. */
export const arrayFiles = (folder: string, arrays: SavedModel['arrays']): [string, Uint8Array][] =>
  Object.entries(arrays).map(([name, array]) => [`${folder}${name}.npy`, encodeNpy(array)]);

/** What the manifest says of all other files, by name. */
export const fileEntries = (files: ReadonlyMap<string, Uint8Array>): FileEntry[] =>
  [...files.keys()].sort().map((name) => {
    const bytes = files.get(name)!;
    return { name, bytes: bytes.byteLength, sha256: sha256(bytes) };
  });

/** Keys in one order, whatever order they were logged in. */
export const sorted = <T>(record: Readonly<Record<string, T>>): Record<string, T> =>
  Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));

export const text = (body: string): Uint8Array => new TextEncoder().encode(body);
export const json = (value: unknown): Uint8Array => text(`${JSON.stringify(value)}\n`);
