import { KindredError } from '#shared/api/errors.ts';
import type { Csr } from '#runs/matrix/csr.ts';
import { meansOf, perUserOf } from './columns.ts';
import { exposureValues } from './exposure.ts';
import { createMeasure, type Ranker } from './measure.ts';
import { poseProblem, type Problem, type Protocol } from './problem.ts';
import { usersAGroup } from './sums.ts';
import { counted, createTally, type Tally } from './tally.ts';
import { boundsOf, type TieBounds } from './tie-bounds.ts';

export type { Ranker } from './measure.ts';

export type EvaluateOptions = Protocol & {
  /** In users looked at, of all users. */
  onProgress(done: number, total: number): void;
  shouldStop(): boolean;
};

export type Evaluation = {
  /** Means over evaluated users and list-level metrics, by catalogue name (`ndcg@10`). NaN where undefined. */
  metrics: Record<string, number>;
  /** One value a user (dataset index order, length users); NaN for users who were not evaluated, or where undefined. */
  perUser: Record<string, Float32Array>;
  /** What must be said beside the numbers. */
  counts: EvaluationCounts;
  /** Bounds of each accuracy metric over the orders of equal scores. */
  bounds: TieBounds;
  /** The same where they must be said beside the numbers (`tiesMatter`), else null. */
  tieBounds: TieBounds | null;
};

export type EvaluationCounts = {
  evaluated: number;
  /** Users without held-out items of positive weight, or without any left once unknown items were dropped. */
  withoutTest: number;
  /** Held-out interactions with an item that nobody has in train. */
  unknownTestItems: number;
  /** Users with held-out but without training interactions. */
  unknownTestUsers: number;
  /** Of these, the ones that were skipped. */
  skippedUsers: number;
  /** Users whose list at the largest K cuts through equal scores. */
  tiedAtCutoff: number;
  /** Users with a held-out item that ties with another candidate within the longest list. */
  tiedHeldOut: number;
};

/**
 * Ranks the candidates of every user with held-out items and computes every metric of the catalogue.
 * Relevant are held-out items of positive weight. Seen (training) items are never candidates. Equal scores go to the
 * smaller index, which is the smaller id; among `given` and `sampled:N` candidates, where ids say nothing, accuracy
 * metrics are the mean over all orders of equal scores.
 */
export type Evaluate = (ranker: Ranker, train: Csr, test: Csr, options: EvaluateOptions) => Evaluation;

/** @throws KindredError cancelled, or invalid_input for K and candidates that cannot be evaluated */
export const evaluate: Evaluate = (ranker, train, test, options) => {
  const problem = poseProblem(train, test, options);
  const tally = createTally(problem);
  const measure = createMeasure(ranker, problem, tally);
  for (let user = 0; user < test.rows; user += usersAGroup) {
    if (options.shouldStop()) throw evaluationCancelled();
    options.onProgress(user, test.rows);
    measure(user, Math.min(test.rows, user + usersAGroup));
  }
  options.onProgress(test.rows, test.rows);
  return evaluationOf(problem, tally);
};

export const evaluationCancelled = () => new KindredError('cancelled', 'The evaluation was cancelled.');

/** What a tally of all users says. */
export function evaluationOf(problem: Problem, tally: Tally): Evaluation {
  const { accuracy, lists, ties } = tally;
  const counts = countsOf(problem, tally);
  const bounds = boundsOf(ties, counts.evaluated);
  return {
    metrics: {
      ...meansOf(accuracy),
      ...meansOf(lists),
      ...exposureValues(problem, tally),
      n_users_evaluated: counts.evaluated,
      n_unknown_items: counts.unknownTestItems,
      n_unknown_users: counts.unknownTestUsers,
    },
    perUser: { ...perUserOf(accuracy), ...perUserOf(lists) },
    counts,
    bounds,
    tieBounds: tiesMatter(counts) ? bounds : null,
  };
}

/** Ties are reported beside the numbers where they concern more users than this. */
const tiedShare = 0.01;

/** Whether more than 1 % of evaluated users tie at the cut-off, or have a held-out item that ties with another candidate. */
export function tiesMatter({ tiedAtCutoff, tiedHeldOut, evaluated }: EvaluationCounts): boolean {
  return Math.max(tiedAtCutoff, tiedHeldOut) > tiedShare * evaluated;
}

function countsOf({ test, unknownUsers }: Problem, { counts }: Tally): EvaluationCounts {
  const of = (what: keyof typeof counted) => counts[counted[what]]!;
  const skippedUsers = unknownUsers === 'skip' ? of('unknownUsers') : 0;
  return {
    evaluated: of('evaluated'),
    withoutTest: test.rows - of('evaluated') - skippedUsers,
    unknownTestItems: of('unknownItems'),
    unknownTestUsers: of('unknownUsers'),
    skippedUsers,
    tiedAtCutoff: of('tiedAtCutoff'),
    tiedHeldOut: of('tiedHeldOut'),
  };
}
