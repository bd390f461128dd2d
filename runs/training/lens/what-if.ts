import type { WhatIf } from '#shared/domain/user-lens.ts';
import { imaginedHistory, isNoChange, whyNotImagined, type HistoryChange } from './imagined-history.ts';
import type { Lens } from './lens.ts';
import { listOf, userList } from './user-list.ts';

/**
 * The list that a user would get with another history, by folding it into the model: nothing is trained and nothing stored. With no
 * change it is the list that the run gives. The cold-start policy answers where the model says nothing.
 * @throws KindredError not_found for an item that the data does not have
 */
export function whatIf(lens: Lens, user: string, change: HistoryChange, k: number): WhatIf {
  const index = lens.userIds.indexOf(user);
  const unsupported = whyNotImagined(lens, user, index);
  if (unsupported !== null) return { unsupported, list: null };
  if (isNoChange(change)) return { unsupported: null, list: userList(lens, user, k) };
  const { items, values } = imaginedHistory(lens, index, change);
  const scores = new Float64Array(lens.train.cols);
  const reason = items.length === 0 ? null : (lens.model.foldIn?.(items, values, scores, index) ?? null);
  const scored = reason ? { scores, reason, seen: items } : coldStart(lens, items);
  return { unsupported: null, list: listOf(lens, index, scored, k) };
}

/** What somebody unknown would get, without what this user has. */
function coldStart({ recommender, train }: Lens, seen: Int32Array) {
  const scores = new Float64Array(train.cols);
  const answered = recommender.answer(-1, scores);
  return answered && { scores, reason: answered.reason, seen };
}
