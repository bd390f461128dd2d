import type { Contribution } from '#shared/domain/run.ts';
import { dotAt } from '#runs/matrix/als-system.ts';
import { rowLength } from '#runs/matrix/csr.ts';
import type { Csr } from '#runs/matrix/csr.ts';
import { factorAddends, longestRow } from './factor-addends.ts';
import type { Model } from './model.ts';
import { explainSpread, spreadScores } from './scores.ts';

export type BprFactors = {
  /** users × factors */
  users: Float64Array;
  /** items × factors */
  items: Float64Array;
  /** One an item. */
  biases: Float64Array;
};

/** Scores by factors and a bias of each item. A user without ratings has factors that mean nothing, and no score. */
export function createBprModel({ users, items, biases }: BprFactors, factors: number, ratings: Csr): Model {
  const longest = longestRow(items, factors);
  const maxBias = biases.reduce((most, bias) => Math.max(most, Math.abs(bias)), 0);

  function scoreOf(user: number, out: Float64Array) {
    const known = rowLength(ratings, user) > 0;
    for (let item = 0; item < out.length; item++) {
      out[item] = known ? biases[item]! + dotAt(items, item * factors, users, user * factors, factors) : 0;
    }
    const length = Math.sqrt(dotAt(users, user * factors, users, user * factors, factors));
    return spreadScores(out, known ? length * longest + maxBias : 0);
  }

  return {
    score: (user, out) => (scoreOf(user, out) ? 'collaborative_filtering' : null),
    explain(user, item) {
      const spread = scoreOf(user, new Float64Array(ratings.cols));
      if (!spread) return [];
      const text = 'how the item does with all users';
      const bias: Contribution = { kind: 'other', id: null, value: biases[item]!, similarity: null, text };
      return explainSpread([bias, ...factorAddends(users, user * factors, items, item * factors, factors)], spread);
    },
    save: () => ({ arrays: { users, items, biases }, meta: { factors } }),
  };
}
