import { KindredError } from '#shared/api/errors.ts';
import { transformOfValue } from '#runs/data/transform.ts';
import { rowIndices, rowValues } from '#runs/matrix/csr.ts';
import type { Lens } from './lens.ts';

export type HistoryChange = {
  /** Ids of items that the user would not have. */
  remove: readonly string[];
  /** Items that the user would have, with the weight of the event, before it is transformed. */
  add: readonly { item: string; weight: number }[];
};

/** Items ascend, as a model wants them; values as the training matrix would hold them. */
export type History = { items: Int32Array; values: Float64Array };

export const isNoChange = ({ remove, add }: HistoryChange): boolean => remove.length === 0 && add.length === 0;

/** Why the model of this run cannot take in another history of this user; null where it can. */
export function whyNotImagined({ model, source }: Lens, user: string, index: number): string | null {
  if (!model.foldIn) {
    return `The model of this run (${source.algorithm}) cannot take in another history without being trained again.`;
  }
  return index >= 0 && model.knowsWithoutHistory?.(index)
    ? `User ${user} has stated interests, and this model goes by those and not by the history.`
    : null;
}

/** @throws KindredError not_found for an item that the data does not have */
export function imaginedHistory(lens: Lens, user: number, { remove, add }: HistoryChange): History {
  const { train, source } = lens;
  const history = new Map<number, number>();
  if (user >= 0) {
    const own = rowValues(train, user);
    rowIndices(train, user).forEach((item, n) => history.set(item, own[n]!));
  }
  for (const id of remove) history.delete(itemIndex(lens, id));
  const transform = transformOfValue(train, source.weighting.transform);
  for (const { item: id, weight } of add) {
    const item = itemIndex(lens, id);
    history.set(item, Math.sign(weight) * transform.apply(Math.abs(weight), item));
  }
  const items = Int32Array.from(history.keys()).sort();
  return { items, values: Float64Array.from(items, (item) => history.get(item)!) };
}

/** The column of an item. @throws KindredError not_found where the data has no such item */
export function itemIndex({ itemIds }: Lens, id: string): number {
  const index = itemIds.indexOf(id);
  if (index < 0) throw new KindredError('not_found', `There is no item "${id}" in the data of this run.`);
  return index;
}
