import { never } from '#shared/api/errors.ts';
import type { Contribution } from '#shared/domain/run.ts';
import { rowIndices, rowLength } from '#runs/matrix/csr.ts';
import type { Csr } from '#runs/matrix/csr.ts';
import { topK } from '#runs/matrix/top-k.ts';
import type { ColdStart } from './config-fields.ts';
import type { Model, Reason } from './model.ts';
import { popularityOf } from './popularity.ts';
import { randomOf } from './random.ts';

export type { ColdStart } from './config-fields.ts';

/** An item by index, why it is recommended, and a score in (0, 1]. */
export type Recommended = { item: number; score: number; reason: Reason };

/** A model with its cold-start policy. A user is an index of the training matrix, or −1 for one who is not in it. */
export type Recommender = {
  /** Scores of all items, seen ones included. @returns false where nothing can be recommended to this user */
  score(user: number, out: Float64Array): boolean;
  /** As `score`. @returns which of model and policy gave the scores, and why they are as they are */
  answer(user: number, out: Float64Array): { by: 'model' | 'policy'; reason: Reason } | null;
  /** The best unseen items: score descending, then the smaller index. Items that nothing speaks for (score 0) are left out. */
  recommend(user: number, options: { limit: number; exclude?: Iterable<number> }): Recommended[];
  /** Addends of the score, greatest first, whichever of model and policy gave it. */
  explain(user: number, item: number): Contribution[];
};

/**
 * The policy answers for users without training interactions (or stated interests that the model knows), and for those that the model gives no item a score above 0.
 * @param train the matrix that the model was trained on: what a user has in it is seen
 */
export function createRecommender({
  model,
  train,
  coldStart,
  seed,
}: {
  model: Model;
  train: Csr;
  coldStart: ColdStart;
  seed: number;
}): Recommender {
  const policy = policyModel(coldStart, model, train, seed);
  const isKnown = (user: number) =>
    user >= 0 && user < train.rows && (rowLength(train, user) > 0 || model.knowsWithoutHistory?.(user) === true);

  const models = { model, policy };

  /** Which of the two answered, and why the scores are as they are. */
  function answer(user: number, out: Float64Array): { by: keyof typeof models; reason: Reason } | null {
    for (const by of isKnown(user) ? (['model', 'policy'] as const) : (['policy'] as const)) {
      const reason = models[by]?.score(user, out);
      if (reason) return { by, reason };
    }
    out.fill(0);
    return null;
  }

  return {
    answer,
    score: (user, out) => answer(user, out) !== null,
    recommend(user, { limit, exclude = [] }) {
      const scores = new Float64Array(train.cols);
      const answered = answer(user, scores);
      if (!answered) return [];
      if (isKnown(user)) for (const item of rowIndices(train, user)) scores[item] = 0;
      for (const item of exclude) if (item >= 0 && item < scores.length) scores[item] = 0;
      return Array.from(topK(scores, limit), (item) => ({ item, score: scores[item]!, reason: answered.reason }));
    },
    explain(user, item) {
      const answered = answer(user, new Float64Array(train.cols));
      return answered ? (models[answered.by]?.explain(user, item) ?? []) : [];
    },
  };
}

function policyModel(coldStart: ColdStart, model: Model, train: Csr, seed: number): Model | null {
  switch (coldStart) {
    case 'empty':
      return null;
    case 'popular':
      return popularityOf(train);
    case 'trending':
      return model.trending ?? null;
    case 'random':
      return randomOf(seed);
    default:
      return never(coldStart);
  }
}
