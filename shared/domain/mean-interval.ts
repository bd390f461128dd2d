import { z } from 'zod';
import { MetricValue } from './metric.ts';

/** A mean over runs or folds. */
export const MeanInterval = z.object({
  n: z.int(),
  mean: MetricValue,
  sd: z.number().nullable(),
  /** 95 %, by Student's t; null for a single value. */
  ci: z.tuple([z.number(), z.number()]).nullable(),
});
