import { z } from 'zod';
import { encodeNpy } from '#runs/artifacts/npy.ts';
import type { Csr } from '#runs/matrix/csr.ts';
import { complaintAboutIndices, complaintAboutOffsets, complaintAboutOrder } from './check-arrays.ts';
import type { Reader } from './read-parts.ts';

/** What items are about, such as genres: items × categories, values 1. */
export type ItemCategories = { names: readonly string[]; membership: Csr };

export const itemCategoriesName = 'vocabularies/item-categories.json';
const indptrName = 'item-categories/indptr.npy';
const indicesName = 'item-categories/indices.npy';

const Names = z.array(z.string());

export function categoryFiles({ names, membership }: ItemCategories): [string, Uint8Array][] {
  return [
    [itemCategoriesName, new TextEncoder().encode(`${JSON.stringify(names)}\n`)],
    [indptrName, encodeNpy(membership.indptr)],
    [indicesName, encodeNpy(membership.indices)],
  ];
}

/** @param rows  items of the model. @param count  categories, as the manifest says */
export function readCategories(read: Reader, rows: number, count: number): ItemCategories {
  const names = read.json(itemCategoriesName, Names);
  read.check(itemCategoriesName, names.length === count ? null : `holds ${names.length} values instead of ${count}`);
  const [indptr, indices] = [read.ints(indptrName), read.ints(indicesName)];
  read.check(indptrName, complaintAboutOffsets(indptr, rows, indices.length));
  const membership = { rows, cols: count, indptr, indices, values: new Float64Array(indices.length).fill(1) };
  read.check(indicesName, complaintAboutIndices(indices, count) ?? complaintAboutOrder(membership));
  return { names, membership };
}
