import type { UserList } from '#shared/domain/user-lens.ts';
import { rowIndices, rowLength } from '#runs/matrix/csr.ts';
import { topK } from '#runs/matrix/top-k.ts';
import type { Reason } from '#runs/models/model.ts';
import { namedItem, type Lens } from './lens.ts';

/** Scores of all items for one user, why they are as they are, and what the user has seen. */
export type Scored = { scores: Float64Array; reason: Reason; seen: Int32Array };

const impersonal: readonly Reason[] = ['popular', 'trending', 'random_fallback'];

/** Whether the scores depend on who asks. */
export const isPersonalised = (reason: Reason): boolean => !impersonal.includes(reason);

/** The list that the run's recommender gives: the same items and scores as every other way to it. */
export function userList(lens: Lens, user: string, k: number): UserList {
  const { recommender, train, userIds } = lens;
  const index = userIds.indexOf(user);
  const scores = new Float64Array(train.cols);
  const answered = recommender.answer(index, scores);
  const seen = index >= 0 && isKnown(lens, index) ? rowIndices(train, index) : new Int32Array(0);
  return listOf(lens, index, answered && { scores, reason: answered.reason, seen }, k);
}

/** As the recommender has it: who is not known has seen nothing. */
const isKnown = ({ train, model }: Lens, user: number): boolean =>
  rowLength(train, user) > 0 || model.knowsWithoutHistory?.(user) === true;

/** The best unseen items with their marks, and held-out items that are not among them. */
export function listOf(lens: Lens, user: number, scored: Scored | null, k: number): UserList {
  const held = user >= 0 && lens.heldOut ? rowIndices(lens.heldOut, user) : new Int32Array(0);
  if (!scored) return { k, rows: [], missed: missedOf(lens, held, [], null), personalised: false };
  const scores = scored.scores.slice();
  for (const item of scored.seen) scores[item] = 0;
  const listed = topK(scores, k);
  const isHeld = new Set(held);
  return {
    k,
    rows: Array.from(listed, (item, place) => ({
      ...namedItem(lens, item),
      rank: place + 1,
      score: scores[item]!,
      reason: scored.reason,
      mark: isHeld.has(item) ? 'hit' : 'unknown',
    })),
    missed: missedOf(lens, held, listed, scores),
    personalised: isPersonalised(scored.reason),
  };
}

function missedOf(
  lens: Lens,
  held: Int32Array,
  listed: ArrayLike<number>,
  scores: Float64Array | null,
): UserList['missed'] {
  const inList = new Set(Array.from(listed));
  return Array.from(held)
    .filter((item) => !inList.has(item))
    .map((item) => ({ ...namedItem(lens, item), rank: scores && rankOf(scores, item) }))
    .sort((a, b) => (a.rank ?? Infinity) - (b.rank ?? Infinity));
}

/** The place of an item among all unseen ones, ties by the smaller index; null where nothing speaks for it. */
function rankOf(scores: Float64Array, item: number): number | null {
  const own = scores[item]!;
  if (own <= 0) return null;
  let better = 0;
  scores.forEach((score, other) => (better += Number(score > own || (score === own && other < item))));
  return better + 1;
}
