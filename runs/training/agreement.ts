import { KindredError } from '#shared/api/errors.ts';
import type { RunAgreement } from '#shared/domain/run-agreement.ts';
import { agreementOf } from '#runs/evaluation/list-agreement.ts';
import type { LensSource } from './lens/lens.ts';
import type { TrainedRun } from './trained-run.ts';

export type AgreementTask = { a: LensSource; b: LensSource; k: number };

/** Users looked at: enough for three digits, and few enough to answer while somebody waits. */
const mostUsers = 2000;

const persistence = 0.9;

/**
 * Compares what two models recommend to the users whom both know, each with its own cold-start policy.
 * @throws KindredError invalid_input where they know none in common
 */
export function agreementBetween(a: TrainedRun, b: TrainedRun, k: number): RunAgreement {
  const pairs: (readonly [number, number])[] = [];
  for (let user = 0; user < a.train.rows; user++) {
    const other = b.userIds.indexOf(a.userIds.id(user));
    if (other >= 0) pairs.push([user, other]);
  }
  if (pairs.length === 0)
    throw new KindredError('invalid_input', 'The runs have no user in common. Compare runs on data of the same users.');
  const users = Math.min(pairs.length, mostUsers);
  const sums = { overlap: 0, jaccard: 0, rbo: 0, same: 0 };
  for (let n = 0; n < users; n++) {
    const [userA, userB] = pairs[Math.floor((n * pairs.length) / users)]!;
    const [listA, listB] = [listOf(a, userA, k), listOf(b, userB, k)];
    const { overlap, jaccard, rbo } = agreementOf(listA, listB, persistence);
    sums.overlap += overlap;
    sums.jaccard += jaccard;
    sums.rbo += rbo;
    sums.same += listA.length === listB.length && listA.every((item, rank) => item === listB[rank]) ? 1 : 0;
  }
  const { overlap, jaccard, rbo, same } = sums;
  const means = { overlap: overlap / users, jaccard: jaccard / users, rbo: rbo / users, same: same / users };
  return { k, users, of: pairs.length, ...means };
}

const listOf = ({ recommender, itemIds }: TrainedRun, user: number, limit: number): string[] =>
  recommender.recommend(user, { limit }).map(({ item }) => itemIds.id(item));
