import { z } from 'zod';
import { Id } from './id.ts';
import { MetricValue } from './metric.ts';
import { ParamValue, Run } from './run.ts';

export const MetricDelta = z.object({
  name: z.string(),
  a: MetricValue.nullable(),
  b: MetricValue.nullable(),
  /** b − a; null where either is missing or the runs are not comparable. */
  delta: z.number().nullable(),
  /** Paired bootstrap 95 % interval of the mean per-user difference; null where no per-user values are kept. */
  ci: z.tuple([z.number(), z.number()]).nullable(),
  /** Users for whom b is better, equal or worse, by the metric's direction. */
  better: z.int().nullable(),
  same: z.int().nullable(),
  worse: z.int().nullable(),
  /** Two-sided, by Wilcoxon's signed-rank test of the per-user differences; null where no per-user values are kept. */
  p_value: z.number().nullable().default(null),
  /** The same, corrected by Holm for every metric and pair of runs of this comparison. */
  p_corrected: z.number().nullable().default(null),
});

/** How one group of users fares under two runs. */
export const GroupDelta = z.object({
  group: z.string(),
  /** Users that have a value under both. */
  users: z.int(),
  a: z.number().nullable(),
  b: z.number().nullable(),
  delta: z.number().nullable(),
  /** delta / a; null where a is 0 or missing. */
  relative: z.number().nullable(),
  /** Paired bootstrap 95 % interval of the delta. */
  ci: z.tuple([z.number(), z.number()]).nullable(),
});

/** What users are sliced by: their true group, or their number of items in train (0, 1–4, 5–9, 10–19, 20+). */
export const SlicedBy = z.enum(['group', 'activity']);
/** Or a saved group of users, or users that are chosen now, against everyone else. */
export const SlicedRunBy = z.enum([...SlicedBy.options, 'saved', 'chosen']);

/** One metric of two runs for each slice of users. */
export const SliceComparison = z.object({
  by: SlicedBy,
  metric: z.string(),
  slices: z.array(GroupDelta),
  /** Simpson's paradox: every slice differs in the direction opposite to that of all users together. */
  simpson: z.boolean(),
});

/** One metric of a run for each slice of users. */
export const Slices = z.object({
  metric: z.string(),
  by: z.array(
    z.object({
      by: SlicedRunBy,
      /** Of the saved group, so that it can be deleted; null for the others. */
      group_id: z.string().nullable(),
      slices: z.array(
        z.object({
          name: z.string(),
          /** The second channel beside the colour of a true group. */
          letter: z.string().nullable(),
          /** Users with a value. */
          n: z.int(),
          /** Null without any. */
          mean: z.number().nullable(),
          /** 95 % interval of the mean by Student's t. */
          ci: z.tuple([z.number(), z.number()]).nullable(),
        }),
      ),
    }),
  ),
});

/** Two runs side by side. Deltas exist only where data, split, candidates and K agree; `reasons` says what does not. */
export const Comparison = z.object({
  a: Run,
  b: Run,
  comparable: z.boolean(),
  reasons: z.array(z.string()),
  params: z.array(
    z.object({ key: z.string(), a: ParamValue.nullable(), b: ParamValue.nullable(), differs: z.boolean() }),
  ),
  metrics: z.array(MetricDelta),
  /** One sentence a person can quote. */
  summary: z.string(),
  /** How many p-values were corrected together. */
  tests: z.int(),
  /** The leading metric (or the one that was asked for) by slices of users; empty where the runs are not comparable or kept too little. */
  slices: z.array(SliceComparison),
});

/** Three to six runs: each with the baseline, or each with every other. p-values are corrected over all pairs and metrics. */
export const ManyComparison = z.object({
  runs: z.array(Run),
  /** The run that the others are compared with; null where each is compared with every other. */
  baseline: Id.nullable(),
  /** Whether all pairs are. */
  comparable: z.boolean(),
  reasons: z.array(z.string()),
  tests: z.int(),
  pairs: z.array(
    Comparison.pick({ comparable: true, reasons: true, metrics: true, summary: true }).extend({ a: Id, b: Id }),
  ),
});

export type MetricDelta = z.infer<typeof MetricDelta>;
export type GroupDelta = z.infer<typeof GroupDelta>;
export type SlicedRunBy = z.infer<typeof SlicedRunBy>;
export type SlicedBy = z.infer<typeof SlicedBy>;
export type SliceComparison = z.infer<typeof SliceComparison>;
export type Slices = z.infer<typeof Slices>;
export type Comparison = z.infer<typeof Comparison>;
export type ManyComparison = z.infer<typeof ManyComparison>;
