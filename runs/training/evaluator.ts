import { evaluate, evaluationOf, type Evaluation } from '#runs/evaluation/evaluate.ts';
import { poseProblem, type Protocol } from '#runs/evaluation/problem.ts';
import { createTally } from '#runs/evaluation/tally.ts';
import type { Csr } from '#runs/matrix/csr.ts';
import { sharedMemory } from '#runs/matrix/memory.ts';
import type { Model } from '#runs/models/model.ts';
import type { EvaluateRequest, ModelSource } from './evaluate-worker.ts';
import { recommenderOf } from './recommender-of.ts';
import { sharedModel } from './shared-model.ts';
import { createThread } from './thread.ts';
import { workTogether, type Watch } from './work-together.ts';

/** A model to be evaluated, and how it is called and configured. */
export type Evaluated = Omit<ModelSource, 'saved'> & { model: Model };

export type Evaluator = {
  /** Ranks for every user with held-out items. The answer has the same bits for any number of threads. */
  evaluate(evaluated: Evaluated, train: Csr, test: Csr, protocol: Protocol, watch: Watch): Promise<Evaluation>;
  /** Ends the threads, also in the middle of an evaluation. */
  close(): Promise<void>;
};

export type EvaluatorOptions = {
  threads: number;
  /** Where `evaluate-worker.ts` is: its source, or its file in the bundle. */
  workerUrl: URL;
  /** Users × items below which the caller's thread does it alone: starting threads costs about as long. */
  smallRanking?: number;
};

const measuring = { name: 'kindred-evaluate', does: 'measures recommendations' };

/** Full ranking over several threads, each with the model loaded from its saved arrays, which they share. */
export function createEvaluator({ threads, workerUrl, smallRanking = 4e6 }: EvaluatorOptions): Evaluator {
  const pool = Array.from({ length: threads }, () => createThread<EvaluateRequest>(workerUrl, measuring));

  async function onThreads(
    { model, ...source }: Evaluated,
    train: Csr,
    test: Csr,
    protocol: Protocol,
    watch: Watch,
  ): Promise<Evaluation> {
    const problem = poseProblem(train, test, protocol, 'shared');
    const tally = createTally(problem, sharedMemory);
    const shared = { ...source, saved: sharedModel(model.save()) };
    await workTogether(pool, (control) => ({ source: shared, problem, tally, control }), test.rows, watch);
    return evaluationOf(problem, tally);
  }

  return {
    async evaluate(evaluated, train, test, protocol, watch) {
      const { model, config, seed } = evaluated;
      if (threads > 1 && test.rows * train.cols >= smallRanking)
        return onThreads(evaluated, train, test, protocol, watch);
      return evaluate(recommenderOf(model, train, config, seed), train, test, { ...protocol, ...watch });
    },
    async close() {
      await Promise.all(pool.map((thread) => thread.close()));
    },
  };
}
