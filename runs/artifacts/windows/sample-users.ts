import { formatCount } from '#shared/domain/format-count.ts';
import { createRandom } from '#runs/matrix/random.ts';
import { rowLength, type Csr } from '#runs/matrix/csr.ts';
import { storedOrder } from '#runs/matrix/ordering.ts';

/** Up to this many users a similarity matrix shows everybody; above, a sample of `sampleSize`. */
export const maxSimilarityUsers = 10_000;
export const sampleSize = 2000;

/** Users of a sample, ascending, and the sentence that says so wherever the sample is shown. */
export type UserSample = { users: Int32Array; said: string };

/**
 * A stratified sample: users are sorted by group (where groups are known) and then by activity, cut into strata of equal size, and
 * one user of each stratum is drawn. So groups and activity levels keep their shares.
 * @returns null where there are few enough users to show them all
 */
export function sampleUsers(ratings: Csr, groupOf: Int32Array | null): UserSample | null {
  const { rows } = ratings;
  if (rows <= maxSimilarityUsers) return null;
  const group = (user: number) => groupOf?.[user] ?? 0;
  const sorted = storedOrder(rows).sort(
    (a, b) => group(a) - group(b) || rowLength(ratings, b) - rowLength(ratings, a) || a - b,
  );
  const random = createRandom(0, 'sample');
  const users = Int32Array.from({ length: sampleSize }, (_, stratum) => {
    const from = Math.floor((stratum * rows) / sampleSize);
    const to = Math.floor(((stratum + 1) * rows) / sampleSize);
    return sorted[from + random.below(to - from)]!;
  }).sort();
  const strata = groupOf ? 'group' : 'activity';
  return { users, said: `sample of ${formatCount(sampleSize)} of ${formatCount(rows)} users, stratified by ${strata}` };
}
