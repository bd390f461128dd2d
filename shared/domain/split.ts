import { z } from 'zod';

export const SplitKind = z.enum(['temporal', 'leave-one-out', 'random', 'folds', 'given']);

/** How interactions are divided into training and held-out parts. Where `kind` is absent: temporal where times exist, else random by user. */
export const SplitSpec = z.strictObject({
  kind: SplitKind.optional(),
  test_share: z
    .number()
    .gt(0)
    .lt(1)
    .default(0.2)
    .describe('Share held out (temporal: the newest events of all; random: of each user)'),
  n_folds: z.int().min(2).max(20).default(5).describe('Folds of `folds`'),
  seed: z.int().min(0).default(42),
  validation_share: z
    .number()
    .min(0)
    .lt(1)
    .default(0)
    .describe(
      'Share of the training part that is held out from it for validation, in the same manner (given and folds: at random of each user; ' +
        'leave-one-out: the latest item left of each user, whatever the share); 0 for none. The model is then trained again on both.',
    ),
  train_share: z
    .number()
    .gt(0)
    .max(1)
    .default(1)
    .describe('Share of the training interactions that is learned from, at random; what is held out stays the same'),
});

/** What a held-out item is ranked against: the whole catalogue, negatives that came with the data, or N sampled ones (a labelled literature protocol). */
export const Candidates = z.string().regex(/^(all|given|sampled:[1-9]\d{0,5})$/, '"all", "given" or "sampled:N"');

export type SplitKind = z.infer<typeof SplitKind>;
export type SplitSpec = z.infer<typeof SplitSpec>;
export type Candidates = z.infer<typeof Candidates>;
