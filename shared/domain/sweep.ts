import { z } from 'zod';
import { Id, Name } from './id.ts';
import { Kind } from './kind.ts';
import { QueryTrainRequest } from './query-training.ts';
import { ParamValue, TrainRequest } from './run.ts';

/** Between two numbers, both included; on a logarithmic scale each factor is as likely as any other. */
export const SweepRange = z
  .strictObject({ min: z.number(), max: z.number(), scale: z.enum(['linear', 'log']).default('linear') })
  .refine(({ min, max }) => min < max, 'the lower end of a range is below its upper end')
  .refine(({ min, scale }) => scale === 'linear' || min > 0, 'a logarithmic range begins above 0');

/** The most trials, and runs of all trials, rungs and seeds. */
export const maxTrials = 500;
export const maxSweepRuns = 2000;

export const SweepMethod = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('grid') }),
  z.strictObject({ kind: z.literal('random'), trials: z.int().min(1).max(maxTrials).default(20) }),
  z.strictObject({
    kind: z.literal('halving'),
    trials: z.int().min(2).max(maxTrials).default(27),
    eta: z.int().min(2).max(10).default(3).describe('One in so many trials goes on to the next rung'),
    min_share: z
      .number()
      .min(0.01)
      .max(1)
      .default(0.1)
      .describe('Share of the training interactions that the first rung has, at least; the last rung has all'),
  }),
]);

const shared = {
  name: Name.optional(),
  over: z
    .record(z.string(), z.union([z.array(ParamValue).min(1).max(100), SweepRange]))
    .refine((over) => Object.keys(over).length > 0, 'a sweep needs a parameter to vary')
    .describe('Parameter → the values that it takes, or the range that it is drawn from'),
  method: SweepMethod.default({ kind: 'grid' }),
  metric: z
    .string()
    .max(100)
    .optional()
    .describe(
      'What decides: nDCG@10 unless said, on the validation part where there is one; mae_ms for query performance',
    ),
};
const whatBaseIs = 'What all runs have in common; `seeds` is how often each trial is repeated';

/** A search over the parameters of one algorithm; of a recommender where no kind is said. */
export const SweepRequest = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('recommender').optional(),
    base: TrainRequest.describe(whatBaseIs),
    ...shared,
  }),
  z.strictObject({
    kind: z.literal('query_performance'),
    base: QueryTrainRequest.describe(whatBaseIs),
    ...shared,
  }),
]);

export const SweepStatus = z.enum(['RUNNING', 'FINISHED', 'CANCELLED', 'INTERRUPTED', 'FAILED']);

/** Trials that train on a share of the data, and how many of them go on. */
export const SweepRung = z.object({ share: z.number(), trials: z.int() });

/** What a sweep would do and cost. */
export const SweepPlan = z.object({
  trials: z.int(),
  rungs: z.array(SweepRung),
  runs: z.int(),
  metric: z.string(),
  seconds: z.number(),
  bytes: z.number().describe('Of the runs that are trained at a time'),
  limit_bytes: z.number(),
  measured_runs: z.int().describe('Finished runs of this machine that corrected the estimate'),
  /** The first trials, by what they vary. */
  examples: z.array(z.record(z.string(), ParamValue)),
});

/** A trial that has been measured. */
export const SweepBest = z.object({
  config: z.record(z.string(), ParamValue),
  value: z.number().describe('Mean over its seeds'),
  seeds: z.int(),
  runs: z.array(z.object({ id: Id, number: z.int() })),
});

export const Sweep = z.object({
  id: Id,
  name: Name,
  kind: Kind,
  status: SweepStatus,
  request: SweepRequest,
  algorithm: z.string(),
  dataset: z.object({ id: Id, name: z.string(), version: z.int() }),
  metric: z.string(),
  created_at: z.number(),
  finished_at: z.number().nullable(),
  error: z.string().nullable(),
  rungs: z.array(SweepRung),
  progress: z.object({
    runs: z.int().describe('Of all trials, rungs and seeds'),
    finished: z.int(),
    failed: z.int(),
    active: z.int(),
  }),
  /** The best trial of the last rung that has one. */
  best: SweepBest.nullable(),
});

export type SweepRange = z.infer<typeof SweepRange>;
export type SweepMethod = z.infer<typeof SweepMethod>;
export type SweepRequest = z.infer<typeof SweepRequest>;
export type SweepStatus = z.infer<typeof SweepStatus>;
export type SweepRung = z.infer<typeof SweepRung>;
export type SweepPlan = z.infer<typeof SweepPlan>;
export type SweepBest = z.infer<typeof SweepBest>;
export type Sweep = z.infer<typeof Sweep>;

/** Tags of a run that a sweep started: which one, which trial of it, on which rung. */
export const sweepTags = { sweep: 'sweep', trial: 'sweep_trial', rung: 'sweep_rung' } as const;
