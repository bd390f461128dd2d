import type { Csr } from '#runs/matrix/csr.ts';
import type { Reason } from '#runs/models/model.ts';
import type { Recommender } from '#runs/models/recommender.ts';
import type { Lists } from '#runs/bundle/bundle.ts';

/** Items in a list. */
const limit = 50;
/** Scores to compute at most: a few seconds of work, tens of megabytes of lists. */
const mostScores = 200_000_000;

/**
 * The first items of every user, and of a stranger as the last row.
 * @returns null where there are too many users and items for it
 */
export function topLists(recommender: Recommender, { rows, cols }: Csr): Lists | null {
  if (rows * cols > mostScores) return null;
  const names: Reason[] = [];
  const found = Array.from({ length: rows + 1 }, (_, user) =>
    recommender.recommend(user < rows ? user : -1, { limit }),
  );
  const indptr = new Int32Array(rows + 2);
  const reasons = new Int32Array(rows + 1);
  found.forEach((list, row) => {
    indptr[row + 1] = indptr[row]! + list.length;
    // A user's items all have one reason; a user without items has none to name.
    const reason = list[0]?.reason;
    if (reason !== undefined && !names.includes(reason)) names.push(reason);
    reasons[row] = reason === undefined ? 0 : names.indexOf(reason);
  });
  // An index into the names must name one, also where nobody gets anything.
  if (names.length === 0) names.push('collaborative_filtering');
  const flat = found.flat();
  return {
    indptr,
    items: Int32Array.from(flat, ({ item }) => item),
    scores: Float64Array.from(flat, ({ score }) => score),
    reasons,
    names,
    limit,
  };
}
