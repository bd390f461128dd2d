import { valueAt } from '#runs/matrix/csr.ts';
import type { Csr } from '#runs/matrix/csr.ts';
import type { Random } from '#runs/matrix/random.ts';

/** Draws a user's item of weight above 0, evenly over all such pairs, and an item that this user does not have so. */
export type PairSampler = {
  /** Pairs of weight above 0. */
  pairs: number;
  user: number;
  has: number;
  hasNot: number;
  /** @returns false where the drawn user has nearly everything, so that no other item was found */
  draw(): boolean;
};

/** Draws of an item before a user is taken to have everything. */
const tries = 100;

export function createPairSampler(ratings: Csr, random: Random): PairSampler {
  const positive = Int32Array.from(ratings.indices.keys()).filter((place) => ratings.values[place]! > 0);
  const users = new Int32Array(ratings.indices.length);
  for (let user = 0; user < ratings.rows; user++) {
    users.fill(user, ratings.indptr[user], ratings.indptr[user + 1]);
  }
  const sampler: PairSampler = {
    pairs: positive.length,
    user: 0,
    has: 0,
    hasNot: 0,
    draw() {
      const place = positive[random.below(positive.length)]!;
      sampler.user = users[place]!;
      sampler.has = ratings.indices[place]!;
      for (let n = 0; n < tries; n++) {
        sampler.hasNot = random.below(ratings.cols);
        if (valueAt(ratings, sampler.user, sampler.hasNot) <= 0) return true;
      }
      return false;
    },
  };
  return sampler;
}
