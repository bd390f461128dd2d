import { z } from 'zod';

/** Held-out items that nobody has in train: in the denominators of recall and nDCG, or left out as if they had not been held out. */
export const UnknownItems = z.enum(['keep', 'drop']);

/** Users with held-out but without training interactions: left out of every mean, or answered by the model's cold-start policy. */
export const UnknownUsers = z.enum(['skip', 'cold_start']);

/** How an evaluation treats what training never saw. Both change every mean, so runs are comparable only where they agree. */
export const EvaluationOptions = z.strictObject({
  unknown_items: UnknownItems.default('keep').describe(
    'Held-out items that nobody has in train: keep them in the denominators, or drop them',
  ),
  unknown_users: UnknownUsers.default('cold_start').describe(
    'Users without training interactions: skip them, or let the cold-start policy answer (an empty list counts 0)',
  ),
});

export type UnknownItems = z.infer<typeof UnknownItems>;
export type UnknownUsers = z.infer<typeof UnknownUsers>;
export type EvaluationOptions = z.infer<typeof EvaluationOptions>;
