import { z } from 'zod';
import { Id } from './id.ts';
import { MeanInterval } from './mean-interval.ts';
import { ParamValue, RunStatus } from './run.ts';

/** One row of runs that agree in something: in everything but the seed, or in one param, tag or fact. */
export const RunGroup = z.object({
  key: z.string(),
  /** What they agree in, in words: `n_neighbors 20`; their name where it is everything. */
  label: z.string(),
  /** The search that finds exactly these runs, beside the one that found the groups. */
  filter: z.string(),
  /** Oldest first. */
  runs: z.array(Id),
  statuses: z.partialRecord(RunStatus, z.int()),
  /** What they were all measured on, by fingerprint; null where they were not measured alike. */
  measured: z.object({ data: z.string(), split: z.string(), candidates: z.string() }).nullable(),
  algorithm: z.string(),
  name: z.string(),
  /** Params that all of them have with one value. */
  params: z.record(z.string(), ParamValue),
  /** Params in which they differ: how many values, and the least and greatest where all are numbers. */
  varied: z.record(z.string(), z.object({ values: z.int(), range: z.tuple([z.number(), z.number()]).nullable() })),
  metrics: z.record(z.string(), MeanInterval),
});

export type RunGroup = z.infer<typeof RunGroup>;
