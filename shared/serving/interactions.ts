import { z } from 'zod';
import { id, whole } from './fields.ts';

/** Reports of what users did (SPEC 7). */

export const maxEvents = 500;
const maxMetadata = 4096;
/** Before it there was no such product; a time in the first seconds of 1970 is a unit mistaken. */
const earliest = Date.UTC(2000, 0, 1);
/** Clocks of clients may be ahead by this much, in milliseconds. */
const aheadMs = 5 * 60_000;

const timeError = 'must be a time from 2000 until now: milliseconds since 1970, or ISO 8601 with a zone';

/** When it happened; now where it is left out. */
const Time = z
  .union([z.int({ error: timeError }), z.iso.datetime({ offset: true, error: timeError }).transform(Date.parse)], {
    error: timeError,
  })
  .refine((at) => at >= earliest && at <= Date.now() + aheadMs, { error: timeError });

export const Metadata = z
  .record(z.string().max(100), z.json(), { error: 'must be an object' })
  .refine((value) => JSON.stringify(value).length <= maxMetadata, {
    error: `must be an object of at most ${maxMetadata} characters of JSON`,
  });

export const Interaction = z.strictObject({
  user_id: id(),
  post_id: id(),
  interaction_type: id(50).describe('A type that the weighting of the model knows, such as view, click, like, share'),
  metadata: Metadata.optional().describe('Such as {"dwell_time_ms": 3500}'),
  rating: z
    .number({ error: 'must be a number from -1000000 to 1000000' })
    .min(-1e6, { error: 'must be a number from -1000000 to 1000000' })
    .max(1e6, { error: 'must be a number from -1000000 to 1000000' })
    .optional()
    .describe('For models of ratings'),
  created_at: Time.optional(),
  request_id: z
    .string({ error: 'must be the request_id of an answer' })
    .regex(/^[\w-]{4,80}$/, { error: 'must be the request_id of an answer' })
    .optional()
    .describe('The answer that led to this; counts as a click of its version'),
  idempotency_key: id().optional().describe('The same key is recorded once, however often it is sent'),
});

/** One, a list, or `{"interactions": […]}`. Each entry of a list is judged by itself. */
export const maxBatchText = `1 to ${maxEvents} interactions`;

export const Rejected = z.object({ index: whole(0, maxEvents), code: z.string(), message: z.string() });

export const TrackAnswer = z.object({
  status: z.literal('tracked'),
  /** Recorded durably, repetitions included. */
  accepted: z.int(),
  /** Recorded already under the same idempotency key. */
  duplicates: z.int(),
  rejected: z.array(Rejected),
  request_id: z.string(),
});

export type Interaction = z.output<typeof Interaction>;
export type TrackAnswer = z.infer<typeof TrackAnswer>;
