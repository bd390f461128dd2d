import { z } from 'zod';
import { NumberSummary } from './query-dataset.ts';
import { QueryFeatures } from './query-features.ts';
import { Preparation } from './query-training.ts';

const Interval = z.object({ lower_ms: z.number(), upper_ms: z.number(), level: z.number().describe('0.9 for 90 %') });

/** What a model says of one query. */
export const QueryPrediction = z.object({
  predicted_ms: z.number(),
  interval: Interval,
  /** Share of the twelve features that are known and inside the range that training saw. */
  confidence: z.number(),
  features: QueryFeatures,
});

/** A sample of the test part with what was predicted for it. */
export const PredictedSample = z.object({
  query_id: z.string(),
  query: z.string(),
  sampled_at: z.number().nullable(),
  fold: z.int(),
  actual_ms: z.number(),
  predicted_ms: z.number(),
  lower_ms: z.number(),
  upper_ms: z.number(),
  /** Actual − predicted on the scale that is modelled. */
  residual: z.number(),
});

/** Null where it has no value: R² of equal times, a percentage of times that are all 0. */
const Errors = z.object({
  r2: z.number().nullable(),
  mae_ms: z.number(),
  rmse_ms: z.number(),
  mape: z.number().nullable(),
});

/** What preparing a training part found, feature by feature. */
export const PreparationReport = z.object({
  samples: z.int(),
  features: z.int(),
  target_scale: Preparation.shape.target_scale,
  columns: z.array(
    z.object({
      name: z.string(),
      unit: z.string(),
      source: z.string(),
      description: z.string(),
      scale: z.enum(['log', 'linear']),
      /** As the samples have it. */
      raw: NumberSummary,
      imputed_with: z.number(),
      clip: z.object({ lower: z.number(), upper: z.number(), clipped: z.int() }),
      mean: z.number(),
      sd: z.number(),
      /** Equal for all samples: it says nothing and is set to 0. */
      constant: z.boolean(),
    }),
  ),
  problems: z.array(z.string()),
});

/** Everything of a run that is more than a number; `query_report.json` of the run. */
export const QueryRunReport = z.object({
  target_scale: Preparation.shape.target_scale,
  folds: z.int(),
  parts: z.object({
    train: z.object({ queries: z.int(), samples: z.int() }),
    calibration: z.object({ queries: z.int(), samples: z.int() }),
    test: z.object({ queries: z.int(), samples: z.int() }),
  }),
  errors: Errors,
  baselines: z.object({ mean: Errors, last_value: Errors }),
  /** Queries whose recent mean time was known, and the others. */
  by_history: z
    .array(z.object({ seen: z.boolean(), samples: z.int(), errors: Errors, last_value: Errors, coverage: z.number() }))
    .default([]),
  interval: z.object({
    level: z.number(),
    coverage: z.number(),
    /** Over the folds, in their order. */
    by_fold: z.array(z.number()),
    /** Coverage among the fastest to the slowest fifth, by predicted time. */
    by_fifth: z.array(z.object({ from_ms: z.number(), to_ms: z.number(), samples: z.int(), coverage: z.number() })),
  }),
  /** By query id; of the first fold first. */
  predictions: z.array(PredictedSample),
  /** Rise of the mean squared error on the modelled scale when one feature is shuffled; most important first. */
  importance: z.array(
    z.object({
      feature: z.string(),
      mean: z.number(),
      /** 95 % interval over the shuffles. */
      ci: z.tuple([z.number(), z.number()]).nullable(),
    }),
  ),
  learning_curve: z.array(
    z.object({ share: z.number(), queries: z.int(), samples: z.int(), r2: z.number().nullable(), mae_ms: z.number() }),
  ),
  preparation: PreparationReport,
});

export type QueryPrediction = z.infer<typeof QueryPrediction>;
export type PredictedSample = z.infer<typeof PredictedSample>;
export type PreparationReport = z.infer<typeof PreparationReport>;
export type QueryRunReport = z.infer<typeof QueryRunReport>;
