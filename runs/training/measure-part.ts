import type { Snapshot } from '#runs/data/snapshot.ts';
import type { Evaluation } from '#runs/evaluation/evaluate.ts';
import type { Csr } from '#runs/matrix/csr.ts';
import type { Evaluated } from './evaluator.ts';
import { logMetrics, type TrainHooks } from './hooks.ts';
import type { RankingTask } from './protocol.ts';

/**
 * Measures a model on a held-out part.
 * @param stage what is done, for people
 */
export async function measurePart(
  evaluated: Evaluated,
  { ratings, test }: { ratings: Csr; test: Csr },
  { given, attributes }: Pick<Snapshot, 'given' | 'attributes'>,
  { ks, candidates, split, evaluation }: RankingTask,
  hooks: TrainHooks,
  stage: string,
): Promise<Evaluation> {
  const started = performance.now();
  const answer = await hooks.evaluator.evaluate(
    evaluated,
    ratings,
    test,
    {
      ks,
      candidates,
      negatives: given?.negatives ?? null,
      // Negatives belong to the split, so that runs of different seeds stay comparable.
      seed: split.seed,
      unknownItems: evaluation.unknown_items,
      unknownUsers: evaluation.unknown_users,
      categories: attributes.items?.categories?.membership ?? null,
    },
    { onProgress: (done, total) => hooks.onProgress(stage, done, total), shouldStop: hooks.shouldStop },
  );
  logMetrics(hooks, { evaluate_ms: performance.now() - started });
  return answer;
}
