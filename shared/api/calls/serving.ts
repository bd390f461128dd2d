import { z } from 'zod';
import { ApiKey, NewApiKey } from '#shared/domain/api-key.ts';
import { Explained, ServingStatus, Slot, StartServing, TriedAnswer, TryIt } from '#shared/domain/serving.ts';
import { Drift, ValidatedPrediction } from '#shared/domain/validated-prediction.ts';
import { Ref, call, nothing } from './call.ts';

/** The serving API of this application, on this computer. */
export const serving = {
  status: call(nothing, ServingStatus),
  /** Loads the model's live version (and its candidate and previous one) and answers HTTP; already running, it changes the model. */
  start: call(StartServing.prefault({}), ServingStatus),
  /** Answers what it was asked before, then ends. */
  stop: call(nothing, ServingStatus),
  /** Part of the users whom the candidate answers, 0 to 1; the same users each time. */
  setCanary: call(z.strictObject({ share: z.number().min(0).max(1) }), ServingStatus),
  /** Whether the candidate is compared with the live version after each reply. */
  setShadow: call(z.strictObject({ on: z.boolean() }), ServingStatus),
  tryIt: call(TryIt, z.object({ answers: z.array(TriedAnswer) })),
  explain: call(
    z.strictObject({
      user: z.string().min(1).max(128),
      item: z.string().min(1).max(128),
      slot: Slot.default('live'),
    }),
    Explained,
  ),
  /** Predictions of query performance whose actual time was told to the API, oldest first: what drift is drawn of. */
  validated: call(
    z.strictObject({
      model_version: z.string().min(1).max(200).optional().describe('Of this version alone'),
      limit: z.int().min(1).max(10_000).default(1000),
    }),
    z.object({ predictions: z.array(ValidatedPrediction), drift: Drift }),
  ),
  keys: call(nothing, z.array(ApiKey)),
  /** The secret is in this answer only. */
  createKey: call(NewApiKey, z.object({ key: ApiKey, secret: z.string() })),
  revokeKey: call(z.strictObject({ key: Ref }), z.object({ revoked: ApiKey })),
};
