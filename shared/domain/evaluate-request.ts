import { z } from 'zod';
import { UnknownItems, UnknownUsers } from './evaluation.ts';
import { Name } from './id.ts';
import { TrainRequest } from './run.ts';
import { Candidates, SplitSpec } from './split.ts';

/** What is asked for when a stored model is measured again; whatever is absent is as in the run that trained it. */
export const EvaluateRequest = z.strictObject({
  run: z.string().min(1).max(200).describe('The run whose model is measured'),
  split: SplitSpec.omit({ validation_share: true })
    .optional()
    .describe('Which part of the dataset is held out; without a kind, that of the run'),
  candidates: Candidates.optional(),
  evaluation: z
    .strictObject({ unknown_items: UnknownItems.optional(), unknown_users: UnknownUsers.optional() })
    .default({}),
  ks: TrainRequest.shape.ks.removeDefault().optional(),
  leave_out_seen: z
    .boolean()
    .default(false)
    .describe('Leave held-out pairs out that the model has learned from, in place of refusing'),
  experiment: Name.optional(),
  name: Name.optional(),
  tags: TrainRequest.shape.tags,
  note: TrainRequest.shape.note,
});

export type EvaluateRequest = z.infer<typeof EvaluateRequest>;
