import { z } from 'zod';
import { UnknownItems, UnknownUsers } from './evaluation.ts';
import { MeanInterval } from './mean-interval.ts';
import { MetricValue } from './metric.ts';
import { Candidates, SplitKind } from './split.ts';

/** Values of one metric over the orders of equal scores: the best, the worst, and the mean over all. */
export const TieBound = z.object({ optimistic: MetricValue, pessimistic: MetricValue, expected: MetricValue });

export const EvaluationCounts = z.object({
  /** All means are over these users. Of several folds, counts are sums. */
  evaluated: z.int(),
  without_test: z.int().describe('Users without held-out items (left), who are in no mean'),
  unknown_test_items: z.int().describe('Held-out interactions with an item that nobody has in train'),
  unknown_test_users: z.int().describe('Users with held-out but without training interactions'),
  skipped_users: z.int().describe('Of these, the ones that were skipped'),
  tied_at_cutoff: z.int().describe('Users whose longest list cuts through equal scores'),
  tied_held_out: z.int().describe('Users with a held-out item that ties with another candidate in the longest list'),
});

const Measured = z.object({
  counts: EvaluationCounts,
  metrics: z.record(z.string(), MetricValue),
  /** Of each accuracy metric; null where ties concern at most 1 % of evaluated users. */
  tie_bounds: z.record(z.string(), TieBound).nullable(),
});

/** What must be known beside the numbers of a run: the file `evaluation.json`. */
export const EvaluationReport = Measured.extend({
  split: SplitKind,
  folds: z.int(),
  candidates: Candidates,
  /** What was ranked, in words. */
  ranked: z.string(),
  ks: z.array(z.int()),
  unknown_items: UnknownItems,
  unknown_users: UnknownUsers,
  /** Mean over folds with its 95 % interval by Student's t; null for a single fold. */
  intervals: z.record(z.string(), MeanInterval).nullable(),
  /** By the model that was trained without the validation part; null without one. */
  validation: Measured.extend({ share: z.number() }).nullable(),
  /** Held-out pairs that the model had learned from and that were left out. A run that trained it has those whose user met the item again. */
  seen_left_out: z.int(),
  /** Of each metric above, by its name without K. */
  definitions: z.record(
    z.string(),
    z.object({ title: z.string(), direction: z.enum(['max', 'min', 'none']), definition: z.string() }),
  ),
});

export type TieBound = z.infer<typeof TieBound>;
export type EvaluationCounts = z.infer<typeof EvaluationCounts>;
export type EvaluationReport = z.infer<typeof EvaluationReport>;
