import { z } from 'zod';
import { compareIds } from '#shared/domain/id.ts';
import type { Csr } from '#runs/matrix/csr.ts';
import type { BundleContents, Lists } from './bundle.ts';
import { complaintAboutIndices, complaintAboutOffsets, complaintAboutOrder } from './check-arrays.ts';
import { itemIdsName, itemNamesName, userIdsName } from './encode-bundle.ts';
import { complaintAboutLength, readArrays, readerOf, type Reader } from './read-parts.ts';
import { readCategories } from './item-categories.ts';
import type { Manifest } from './manifest.ts';

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

function readMatrix(read: Reader, { matrix: { users, items, values: count } }: Manifest): Csr {
  const indptr = read.ints('matrix/indptr.npy');
  const indices = read.ints('matrix/indices.npy', count);
  const values = read.floats('matrix/data.npy', count);
  const train = { rows: users, cols: items, indptr, indices, values };
  read.check('matrix/indptr.npy', complaintAboutOffsets(indptr, users, count));
  read.check('matrix/indices.npy', complaintAboutIndices(indices, items) ?? complaintAboutOrder(train));
  return train;
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
