import { KindredError } from '#shared/api/errors.ts';
import type { Candidates } from '#shared/domain/split.ts';
import type { Csr } from '#runs/matrix/csr.ts';
import type { HeldOut } from './held-out.ts';
import { createNegatives } from './negatives.ts';
import type { Negatives, Protocol } from './problem.ts';

/** What the held-out items of a user are ranked against. */
export type CandidateSet = {
  /** The model writes its scores of one user here. */
  scores: Float64Array;
  /** @returns `scores` with −∞ at every item that is not a candidate of this user */
  mask(user: number, heldOut: HeldOut): Float64Array;
};

/** @throws KindredError invalid_input for `given` where the data brought no negatives */
export function createCandidates(
  train: Csr,
  test: Csr,
  { candidates, negatives, seed }: Pick<Protocol, 'candidates' | 'negatives' | 'seed'>,
): CandidateSet {
  if (candidates === 'all') return wholeCatalogue(train);
  if (candidates !== 'given') {
    const sampled = createNegatives(train, test, sampleSize(candidates), seed);
    return fewCandidates(train, sampled.draw);
  }
  const { indptr, items } = givenNegatives(negatives);
  return fewCandidates(train, (user) => items.subarray(indptr[user]!, indptr[user + 1]!));
}

/** @throws KindredError invalid_input where the data brought none */
export function givenNegatives(negatives: Negatives | null): Negatives {
  if (negatives) return negatives;
  throw new KindredError(
    'invalid_input',
    'This dataset brought no negatives to rank against. Use --candidates all, or sampled:N to draw them.',
  );
}

/** What a person should know of a protocol, as a clause after "ranks". */
export function describeCandidates(candidates: Candidates): string {
  if (candidates === 'all') return 'the whole catalogue';
  if (candidates === 'given') return 'the held-out items among the negatives that came with the data';
  return `the held-out items among ${sampleSize(candidates)} sampled negatives (a protocol of the literature)`;
}

const sampleSize = (candidates: Candidates): number => Number(candidates.slice('sampled:'.length));

/**
 * Every unseen item that the model has anything for: a score of 0 means that nothing speaks for the item,
 * so it is not served, and not listed here.
 */
function wholeCatalogue(train: Csr): CandidateSet {
  const scores = new Float64Array(train.cols);
  return {
    scores,
    mask(user) {
      for (let at = train.indptr[user]!; at < train.indptr[user + 1]!; at++) scores[train.indices[at]!] = -Infinity;
      for (let item = 0; item < scores.length; item++) if (scores[item]! <= 0) scores[item] = -Infinity;
      return scores;
    },
  };
}

/** The held-out items and some negatives, each once, all of them ranked whatever their score. */
function fewCandidates(train: Csr, negativesOf: (user: number) => Int32Array): CandidateSet {
  const scores = new Float64Array(train.cols);
  const masked = new Float64Array(train.cols);
  return {
    scores,
    mask(user, heldOut) {
      masked.fill(-Infinity);
      for (const item of negativesOf(user)) masked[item] = scores[item]!;
      for (let i = 0; i < heldOut.count; i++) masked[heldOut.items[i]!] = scores[heldOut.items[i]!]!;
      for (let at = train.indptr[user]!; at < train.indptr[user + 1]!; at++) masked[train.indices[at]!] = -Infinity;
      return masked;
    },
  };
}
