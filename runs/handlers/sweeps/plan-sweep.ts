import { KindredError } from '#shared/api/errors.ts';
import { directionOf, isMetricOf, validationPrefix } from '#shared/domain/metric.ts';
import type { TrainRequest } from '#shared/domain/run.ts';
import { maxSweepRuns, type SweepRequest, type SweepRung } from '#shared/domain/sweep.ts';
import { findAlgorithm } from '#runs/models/algorithms.ts';
import { findQueryAlgorithm } from '#runs/performance/algorithms/algorithms.ts';
import { rungsOf } from '#runs/training/sweep/rungs.ts';
import type { SweepLayout } from '#runs/training/sweep/sweep-state.ts';
import { trialsOf, type Swept, type Trial } from '#runs/training/sweep/trials.ts';
import { kindOfSweep } from './sweep-family.ts';

/** All that follows from a request alone: equal requests give equal sweeps, today and when they are taken up again. */
export type SweepDesign = SweepLayout & { trials: Trial[]; metric: string; runs: number };

/** @throws KindredError invalid_input or too_large naming what cannot be done */
export function designOf(request: SweepRequest): SweepDesign {
  const { base, method } = request;
  const trials = trialsOf(request, algorithmOf(request));
  const rungs = rungsOf(method, trials.length);
  if (rungs.length > 1) refuseWithoutShares(request);
  const usual = usualMetric(request);
  const metric = request.metric ?? usual;
  const direction = directionOf(metric);
  if (!isMetricOf(kindOfSweep(request), metric) || direction === 'none') {
    throw new KindredError('invalid_input', `A sweep cannot be decided by "${metric}". Use a metric such as ${usual}.`);
  }
  const runs = runsOf(rungs) * base.seeds;
  if (runs > maxSweepRuns) {
    throw new KindredError(
      'too_large',
      `This sweep has ${runs} runs, and ${maxSweepRuns} are the most. Use fewer trials, values or seeds.`,
    );
  }
  const seeds = Array.from({ length: base.seeds }, (_, offset) => base.seed + offset);
  return { trials, rungs, seeds, metric, runs, isGreaterBetter: direction === 'max' };
}

const runsOf = (rungs: readonly SweepRung[]): number => rungs.reduce((sum, { trials }) => sum + trials, 0);

const algorithmOf = ({ kind, base }: SweepRequest): Swept =>
  kind === 'query_performance' ? findQueryAlgorithm(base.algorithm) : findAlgorithm(base.algorithm);

/** Successive halving begins with shares of the training part. */
function refuseWithoutShares(request: SweepRequest): void {
  if (request.kind === 'query_performance') {
    throw new KindredError(
      'invalid_input',
      'Successive halving is for recommenders: models of query performance train on all of their samples. Use the method random.',
    );
  }
  if (request.base.split.kind === 'folds') {
    throw new KindredError(
      'invalid_input',
      'Successive halving trains on shares of one training part, and folds have several. Use another split, or the method random.',
    );
  }
}

const usualMetric = (request: SweepRequest): string =>
  request.kind === 'query_performance' ? 'mae_ms' : usualRankingMetric(request.base);

/** nDCG at 10, or at the greatest cutoff that there is; of the validation part where there is one, so that the test part stays unseen. */
function usualRankingMetric({ ks, split }: TrainRequest): string {
  const k = ks.includes(10) ? 10 : Math.max(...ks);
  return `${split.validation_share > 0 ? validationPrefix : ''}ndcg@${k}`;
}
