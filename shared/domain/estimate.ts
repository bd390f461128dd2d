import { z } from 'zod';

/** Seconds as an estimate, bytes as a bound: shown before a run is started. */
export const Estimate = z.object({
  seconds: z.number(),
  bytes: z.number(),
  limit_bytes: z.number(),
  /** What searches for neighbours may use, blocks of their columns waiting on disk; null where all fits in memory. */
  search_bytes: z.number().nullable(),
  /** Finished runs of this machine that corrected the seconds. */
  measured_runs: z.int().optional(),
});
export type Estimate = z.infer<typeof Estimate>;
