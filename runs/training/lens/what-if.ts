import { KindredError } from '#shared/api/errors.ts';
import type { WhatIf } from '#shared/domain/user-lens.ts';
import { transformOfValue } from '#runs/data/transform.ts';
import { rowIndices, rowValues } from '#runs/matrix/csr.ts';
import type { Lens } from './lens.ts';
import { listOf, userList } from './user-list.ts';

export type HistoryChange = {
  /** Ids of items that the user would not have. */
  remove: readonly string[];
  /** Items that the user would have, with the weight of the event, before it is transformed. */
  add: readonly { item: string; weight: number }[];
};

/**
 * The list that a user would get with another history, by folding it into the model: nothing is trained and nothing stored. With no
 * change it is the list that the run gives. The cold-start policy answers where the model says nothing.
 * @throws KindredError not_found for an item that the data does not have
 */
export function whatIf(lens: Lens, user: string, change: HistoryChange, k: number): WhatIf {
  const index = lens.userIds.indexOf(user);
  if (!lens.model.foldIn) {
    return {
      unsupported: `The model of this run (${lens.source.algorithm}) cannot take in another history without being trained again.`,
      list: null,
    };
  }
  if (index >= 0 && lens.model.knowsWithoutHistory?.(index)) {
    return {
      unsupported: `User ${user} has stated interests, and this model goes by those and not by the history.`,
      list: null,
    };
  }
  if (change.remove.length === 0 && change.add.length === 0) {
    return { unsupported: null, list: userList(lens, user, k) };
  }
  const { items, values } = changedHistory(lens, index, change);
  const scores = new Float64Array(lens.train.cols);
  const reason = items.length === 0 ? null : lens.model.foldIn(items, values, scores, index);
  const scored = reason ? { scores, reason, seen: items } : coldStart(lens, items);
  return { unsupported: null, list: listOf(lens, index, scored, k) };
}

/** What somebody unknown would get, without what this user has. */
function coldStart({ recommender, train }: Lens, seen: Int32Array) {
  const scores = new Float64Array(train.cols);
  const answered = recommender.answer(-1, scores);
  return answered && { scores, reason: answered.reason, seen };
}

/** Items ascend, as a model wants them. */
function changedHistory(lens: Lens, user: number, { remove, add }: HistoryChange) {
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

function itemIndex({ itemIds }: Lens, id: string): number {
  const index = itemIds.indexOf(id);
  if (index < 0) throw new KindredError('not_found', `There is no item "${id}" in the data of this run.`);
  return index;
}
