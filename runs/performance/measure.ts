import type { PredictedSample, QueryRunReport } from '#shared/domain/query-report.ts';
import { coverageOf } from './conformal.ts';
import { errorsOf, pinballLoss, type Errors } from './errors-of.ts';
import { estimate, historyEstimate, level, marginsOf, wasSeen, type QueryModel } from './query-model.ts';
import { rowOf, type QuerySamples } from './samples.ts';
import { featuresOf } from '#shared/domain/query-features.ts';
import { percentile } from './summarise.ts';
import { fromScale, toScale, type TargetScale } from './target-scale.ts';

/** A test sample with everything that was said of it before it was measured. */
export type Measured = PredictedSample & {
  /** The predicted 0.9 quantile. */
  quantile_ms: number;
  /** Its recent mean time was known. */
  seen: boolean;
  /** What the two baselines say. */
  mean_ms: number;
  last_ms: number;
};

/** What a model says of the samples of a test part. */
export function measure(model: QueryModel, data: QuerySamples, samples: Int32Array, fold: number): Measured[] {
  const { scale, trainingMeanMs } = model;
  return Array.from(samples, (sample) => {
    const row = rowOf(data, sample);
    const value = estimate(model, row);
    const { margin, upper } = marginsOf(model, row);
    const actual = data.times[sample]!;
    const at = data.sampledAt[sample]!;
    return {
      query_id: data.queryIds[data.of[sample]!]!,
      query: data.queries[data.of[sample]!]!,
      sampled_at: Number.isFinite(at) ? at : null,
      fold,
      seen: wasSeen(row),
      actual_ms: actual,
      predicted_ms: fromScale(value, scale),
      lower_ms: fromScale(value - margin, scale),
      upper_ms: fromScale(value + margin, scale),
      residual: toScale(actual, scale) - value,
      quantile_ms: fromScale(value + upper, scale),
      mean_ms: trainingMeanMs,
      last_ms: historyEstimate(featuresOf(row), trainingMeanMs),
    };
  });
}

export type Figures = Pick<QueryRunReport, 'errors' | 'baselines'> & {
  pinball: number;
  coverage: number;
  /** Median width of the intervals. */
  interval_width_ms: number;
};

/** The numbers of some measured samples. */
export function figuresOf(samples: readonly Measured[], scale: TargetScale): Figures {
  const column = (pick: (sample: Measured) => number) => Float64Array.from(samples, pick);
  const actual = column(({ actual_ms }) => actual_ms);
  const widths = column(({ lower_ms, upper_ms }) => upper_ms - lower_ms).sort();
  const errors = (pick: (sample: Measured) => number): Errors => errorsOf(actual, column(pick), scale);
  return {
    errors: errors(({ predicted_ms }) => predicted_ms),
    baselines: { mean: errors(({ mean_ms }) => mean_ms), last_value: errors(({ last_ms }) => last_ms) },
    pinball: pinballLoss(
      actual,
      column(({ quantile_ms }) => quantile_ms),
      level,
    ),
    coverage: coverageIn(samples),
    interval_width_ms: percentile(widths, 50),
  };
}

export const coverageIn = (samples: readonly Measured[]): number =>
  coverageOf(
    samples.map(({ actual_ms }) => actual_ms),
    samples.map(({ lower_ms }) => lower_ms),
    samples.map(({ upper_ms }) => upper_ms),
  );

/** The errors of queries that were seen before, and of the others; only of those that there are. */
export function figuresByHistory(samples: readonly Measured[], scale: TargetScale): QueryRunReport['by_history'] {
  return [true, false].flatMap((seen) => {
    const own = samples.filter((sample) => sample.seen === seen);
    if (own.length === 0) return [];
    const { errors, baselines, coverage } = figuresOf(own, scale);
    return [{ seen, samples: own.length, errors, last_value: baselines.last_value, coverage }];
  });
}

/** Coverage among the fastest to the slowest fifth, by predicted time; fewer parts where there are fewer samples. */
export function coverageByFifth(samples: readonly Measured[]): QueryRunReport['interval']['by_fifth'] {
  const sorted = samples.toSorted((a, b) => a.predicted_ms - b.predicted_ms);
  const parts = Math.min(5, sorted.length);
  return Array.from({ length: parts }, (_, part) => {
    const own = sorted.slice(
      Math.floor((part * sorted.length) / parts),
      Math.floor(((part + 1) * sorted.length) / parts),
    );
    return {
      from_ms: own[0]!.predicted_ms,
      to_ms: own.at(-1)!.predicted_ms,
      samples: own.length,
      coverage: coverageIn(own),
    };
  });
}
