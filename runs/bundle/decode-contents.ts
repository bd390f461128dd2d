import { z } from 'zod';
import { KindredError } from '#shared/api/errors.ts';
import { compareIds } from '#shared/domain/id.ts';
import { decodeNpy } from '#runs/artifacts/npy.ts';
import type { Csr } from '#runs/matrix/csr.ts';
import type { BundleContents, Lists } from './bundle.ts';
import {
  complaintAboutIndices,
  complaintAboutNumbers,
  complaintAboutOffsets,
  complaintAboutOrder,
  type Numbers,
} from './check-arrays.ts';
import { itemIdsName, itemNamesName, modelFolder, userIdsName } from './encode-bundle.ts';
import { readCategories } from './item-categories.ts';
import type { Manifest } from './manifest.ts';
import { damaged } from './refusal.ts';

/** Reads one file of a bundle, or says what is wrong with it. */
export type Reader = {
  /** An array of finite numbers. */
  array(name: string): Numbers;
  ints(name: string, length?: number): Int32Array;
  floats(name: string, length: number): Float64Array;
  json<T>(name: string, schema: z.ZodType<T>): T;
  check(name: string, complaint: string | null): void;
};

const Ids = z.array(z.string());
const Names = z.array(z.string().nullable());

/**
 * What the files of a bundle hold, every array within its bounds.
 * @param files  those of the manifest, their hashes already compared
 */
export function decodeContents(
  file: string,
  manifest: Manifest,
  files: ReadonlyMap<string, Uint8Array>,
): BundleContents {
  const read = readerOf(file, files);
  const { name, version, algorithm, config, seed, meta } = manifest.model;
  const { users, items } = manifest.matrix;
  const train = readMatrix(read, manifest);
  return {
    name,
    version,
    algorithm,
    config,
    seed,
    weighting: manifest.weighting,
    saved: { arrays: readArrays(read, files), meta },
    train,
    userIds: readIds(read, userIdsName, users),
    itemIds: readIds(read, itemIdsName, items),
    itemNames: manifest.vocabularies.item_names && readNames(read, items),
    itemCategories:
      manifest.vocabularies.item_categories && readCategories(read, items, manifest.vocabularies.item_categories.count),
    lists: manifest.lists && readLists(read, manifest.lists, train),
    metrics: manifest.metrics,
    lineage: manifest.lineage,
    createdBy: manifest.created_by,
  };
}

function readerOf(file: string, files: ReadonlyMap<string, Uint8Array>): Reader {
  const bytesOf = (name: string): Uint8Array => {
    const bytes = files.get(name);
    if (!bytes) throw damaged(file, `${name} is missing`);
    return bytes;
  };
  const check = (name: string, complaint: string | null): void => {
    if (complaint) throw damaged(file, `${name} ${complaint}`);
  };
  const array = (name: string): Numbers => {
    const numbers = decoded(file, bytesOf(name), name);
    check(name, complaintAboutNumbers(numbers));
    return numbers;
  };
  return {
    check,
    array,
    ints(name, length) {
      const numbers = array(name);
      if (!(numbers instanceof Int32Array)) throw damaged(file, `${name} holds no whole numbers of 32 bits`);
      if (length !== undefined) check(name, complaintAboutLength(numbers, length));
      return numbers;
    },
    floats(name, length) {
      const numbers = array(name);
      if (!(numbers instanceof Float64Array)) throw damaged(file, `${name} holds no numbers of 64 bits`);
      check(name, complaintAboutLength(numbers, length));
      return numbers;
    },
    json(name, schema) {
      try {
        return schema.parse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytesOf(name))));
      } catch (cause) {
        throw cause instanceof KindredError ? cause : damaged(file, `${name} is not a list of texts`, cause);
      }
    },
  };
}

function decoded(file: string, bytes: Uint8Array, name: string): Numbers {
  try {
    return decodeNpy(bytes, name);
  } catch (error) {
    throw error instanceof KindredError ? damaged(file, error.message.replace(/\.$/, ''), error) : error;
  }
}

function readMatrix(read: Reader, { matrix: { users, items, values: count } }: Manifest): Csr {
  const indptr = read.ints('matrix/indptr.npy');
  const indices = read.ints('matrix/indices.npy', count);
  const values = read.floats('matrix/data.npy', count);
  const train = { rows: users, cols: items, indptr, indices, values };
  read.check('matrix/indptr.npy', complaintAboutOffsets(indptr, users, count));
  read.check('matrix/indices.npy', complaintAboutIndices(indices, items) ?? complaintAboutOrder(train));
  return train;
}

/** Arrays of the model; by their names, those that are offsets begin at 0 and never fall. What else they must be, the algorithm knows. */
function readArrays(read: Reader, files: ReadonlyMap<string, Uint8Array>): BundleContents['saved']['arrays'] {
  const names = [...files.keys()].filter((name) => name.startsWith(modelFolder) && name.endsWith('.npy'));
  return Object.fromEntries(
    names.map((name) => {
      const array = read.array(name);
      if (name.endsWith('indptr.npy')) {
        const offsets = read.ints(name);
        read.check(name, complaintAboutOffsets(offsets, offsets.length - 1, offsets.at(-1) ?? 0));
      }
      return [name.slice(modelFolder.length, -'.npy'.length), array];
    }),
  );
}

function readIds(read: Reader, name: string, count: number): string[] {
  const ids = read.json(name, Ids);
  read.check(name, complaintAboutLength(ids, count));
  const unordered = ids.findIndex((id, index) => index > 0 && compareIds(ids[index - 1]!, id) >= 0);
  read.check(name, unordered < 0 ? null : `does not ascend at ${unordered}`);
  return ids;
}

function readNames(read: Reader, count: number): (string | null)[] {
  const names = read.json(itemNamesName, Names);
  read.check(itemNamesName, complaintAboutLength(names, count));
  return names;
}

function readLists(read: Reader, { limit, reasons: names }: NonNullable<Manifest['lists']>, train: Csr): Lists {
  const rows = train.rows + 1;
  const indptr = read.ints('lists/indptr.npy');
  const items = read.ints('lists/items.npy');
  const scores = read.floats('lists/scores.npy', items.length);
  const reasons = read.ints('lists/reasons.npy', rows);
  read.check('lists/indptr.npy', complaintAboutOffsets(indptr, rows, items.length));
  read.check('lists/items.npy', complaintAboutIndices(items, train.cols));
  read.check('lists/reasons.npy', complaintAboutIndices(reasons, names.length));
  return { indptr, items, scores, reasons, names, limit };
}

const complaintAboutLength = ({ length }: { length: number }, expected: number): string | null =>
  length === expected ? null : `holds ${length} values instead of ${expected}`;
