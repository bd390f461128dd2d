import { z } from 'zod';
import { SplitKind } from './split.ts';

/** A held-out part: interactions that were taken away, and what of them counts as a right answer. */
const HeldPart = z.object({
  interactions: z.int(),
  /** User–item pairs that are measured: without those seen in training, and those of weight 0 or less. */
  pairs: z.int(),
  /** Users with at least one such pair. */
  users: z.int(),
});

/** How a split would divide a dataset, before anything is trained. */
export const SplitPreview = z.object({
  kind: SplitKind,
  /** Share of test events that are older than the newest training event; null without times. */
  leakage: z.number().nullable(),
  /** One, except for `folds`. */
  folds: z.array(
    z.object({
      train: z.object({ interactions: z.int(), users: z.int(), items: z.int() }),
      validation: HeldPart.nullable(),
      /** `unknown_users` have no training interaction: they get what a cold start gets. */
      test: HeldPart.extend({ unknown_users: z.int() }),
    }),
  ),
});

export type SplitPreview = z.infer<typeof SplitPreview>;
