import { meanWithInterval, type MeanWithInterval } from '#shared/domain/statistics.ts';
import { tiesMatter, type Evaluation, type EvaluationCounts } from '#runs/evaluation/evaluate.ts';
import type { TieBounds, TieCase } from '#runs/evaluation/tie-bounds.ts';

/** What all folds say together. */
export type FoldsEvaluation = Evaluation & {
  /** Mean of each metric over the folds with its 95 % interval (Student's t); null for a single fold. */
  intervals: Record<string, MeanWithInterval> | null;
};

/**
 * The mean over folds of every metric, every bound and every user's values; NaN (not evaluated) is left out of each mean.
 * Counts are sums, so whether ties matter is asked of all folds together.
 * @param folds at least one
 */
export function meanOfFolds(folds: readonly Evaluation[]): FoldsEvaluation {
  const [first] = folds;
  if (first && folds.length === 1) return { ...first, intervals: null };
  const intervals = overFolds(folds, ({ metrics }) => metrics, meanWithInterval);
  const counts = overFolds(folds, (fold) => fold.counts, sum) as EvaluationCounts;
  const bounds = meanBounds(folds);
  return {
    metrics: Object.fromEntries(Object.entries(intervals).map(([name, { mean }]) => [name, mean])),
    perUser: overFolds(folds, ({ perUser }) => perUser, meanColumns),
    counts,
    bounds,
    tieBounds: tiesMatter(counts) ? bounds : null,
    intervals,
  };
}

/** One answer for each name of the first fold, from the values of all folds. */
function overFolds<V, R>(
  folds: readonly Evaluation[],
  pick: (fold: Evaluation) => Record<string, V>,
  answer: (values: V[]) => R,
): Record<string, R> {
  const names = folds.map(pick);
  return Object.fromEntries(Object.keys(names[0]!).map((name) => [name, answer(names.map((of) => of[name]!))]));
}

function meanBounds(folds: readonly Evaluation[]): TieBounds {
  return overFolds(
    folds,
    (fold) => fold.bounds,
    (bounds) => {
      const of = (tieCase: TieCase) => meanWithInterval(bounds.map((bound) => bound[tieCase])).mean;
      return { optimistic: of('optimistic'), pessimistic: of('pessimistic'), expected: of('expected') };
    },
  );
}

function meanColumns(columns: readonly Float32Array[]): Float32Array {
  return Float32Array.from(columns[0]!, (_, user) => {
    let total = 0;
    let known = 0;
    for (const column of columns) {
      const value = column[user]!;
      if (value !== value) continue;
      total += value;
      known += 1;
    }
    return total / known;
  });
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
