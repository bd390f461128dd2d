import { z } from 'zod';

/** A prediction of the serving API whose actual time was told later. */
export const ValidatedPrediction = z.object({
  prediction_id: z.string(),
  model_version: z.string(),
  /** When it was told, milliseconds since 1970. */
  at: z.number(),
  predicted_ms: z.number(),
  lower_ms: z.number(),
  upper_ms: z.number(),
  actual_ms: z.number(),
});

/** How far a model is off over the predictions that were told of; null without any. */
export const Drift = z.object({
  validated: z.int(),
  mae_ms: z.number().nullable(),
  /** Mean of actual − predicted: positive where queries take longer than predicted. */
  bias_ms: z.number().nullable(),
  /** Mean of |actual − predicted| ÷ actual; times of 0 are left out. */
  mape: z.number().nullable(),
  /** Share inside the 90 % interval. */
  coverage: z.number().nullable(),
});

export type ValidatedPrediction = z.infer<typeof ValidatedPrediction>;
export type Drift = z.infer<typeof Drift>;

const mean = (values: readonly number[]): number | null =>
  values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;

export function driftOf(validated: readonly ValidatedPrediction[]): Drift {
  const errors = validated.map(({ actual_ms, predicted_ms }) => actual_ms - predicted_ms);
  const timed = validated.filter(({ actual_ms }) => actual_ms > 0);
  return {
    validated: validated.length,
    mae_ms: mean(errors.map(Math.abs)),
    bias_ms: mean(errors),
    mape: mean(timed.map(({ actual_ms, predicted_ms }) => Math.abs(actual_ms - predicted_ms) / actual_ms)),
    coverage: mean(validated.map(({ actual_ms, lower_ms, upper_ms }) => Number(actual_ms >= lower_ms && actual_ms <= upper_ms))), // prettier-ignore
  };
}
