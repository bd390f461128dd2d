import type { Snapshot } from '#runs/data/snapshot.ts';
import type { Attributes } from '#runs/data/source.ts';
import type { Csr } from '#runs/matrix/csr.ts';
import type { SideInformation } from '#runs/models/model.ts';

/**
 * What a model may learn beside the matrix from the training rows (all rows where null). Attributes are known beforehand and hold
 * no event, so they are the same for every part. Categories are those that items have; of a user's own, only these are kept.
 */
export function sideOf({ interactions, attributes }: Snapshot, rows: Int32Array | null): SideInformation {
  const { items, weights, times } = interactions;
  const categories = attributes.items?.categories ?? null;
  return {
    events: rows
      ? {
          items: Int32Array.from(rows, (row) => items[row]!),
          weights: Float64Array.from(rows, (row) => weights[row]!),
          times: times && Float64Array.from(rows, (row) => times[row]!),
        }
      : { items, weights, times },
    itemCategories: categories && categories.membership,
    userCategories: categories && overNames(attributes.users?.categories ?? null, categories.names),
    categoryNames: categories && categories.names,
    itemCreatedAt: attributes.items?.createdAt ?? null,
  };
}

/** The membership over other names, without the categories that are not among them; null where nothing is left. */
function overNames(categories: Attributes['categories'], names: readonly string[]): Csr | null {
  if (!categories) return null;
  const places = new Map(names.map((name, place) => [name, place]));
  const column = Int32Array.from(categories.names, (name) => places.get(name) ?? -1);
  const { rows, indptr, indices } = categories.membership;
  const kept: number[] = [];
  const offsets = new Int32Array(rows + 1);
  for (let row = 0; row < rows; row++) {
    const own = Array.from(indices.subarray(indptr[row]!, indptr[row + 1]!), (index) => column[index]!);
    kept.push(...own.filter((place) => place >= 0).sort((a, b) => a - b));
    offsets[row + 1] = kept.length;
  }
  if (kept.length === 0) return null;
  const values = new Float64Array(kept.length).fill(1);
  return { rows, cols: names.length, indptr: offsets, indices: Int32Array.from(kept), values };
}
