import { z } from 'zod';
import { Recommendation } from '../domain/run.ts';
import { digits, flag, id, listOf, maxPathId, oneOf, whole } from './fields.ts';
import { Source } from './source.ts';

/** Questions and answers about recommendations (SPEC 7). Unknown properties are refused. */

export const limits = { list: 100, offset: 10_000, batch: 50, exclude: 1000, session: 100, categories: 20 } as const;

const scoreForm = oneOf(['rounded', 'exact']).describe(
  'Scores with 6 decimals, or with all their digits: equal to evaluation to the bit',
);

/** Conditions of one question. */
const Context = z.strictObject({
  exclude_seen: flag().default(true).describe('Leave out what the user has seen, in training data and since'),
  scores: scoreForm.default('rounded'),
  model_version: id().optional().describe('A loaded version, instead of the one that this user gets'),
  categories: listOf(id(), 'categories', 0, limits.categories)
    .default([])
    .describe('Only items in one of these, where the model knows categories'),
});

export const GenerateRequest = z.strictObject({
  user_id: id(),
  limit: whole(1, limits.list).default(50),
  offset: whole(0, limits.offset).default(0),
  exclude_post_ids: listOf(id(), 'post ids', 0, limits.exclude).default([]),
  context: Context.prefault({}),
});

export const UserParams = z.strictObject({ user_id: id(maxPathId) });
export const UserQuery = z.strictObject({
  limit: digits(1, limits.list, 10),
  offset: digits(0, limits.offset, 0),
  scores: scoreForm.default('rounded'),
  model_version: id().optional(),
});

export const BatchRequest = z.strictObject({
  user_ids: listOf(id(), 'user ids', 1, limits.batch),
  limit: whole(1, limits.list).default(10),
  context: Context.prefault({}),
});

export const SessionRequest = z.strictObject({
  post_ids: listOf(id(), 'post ids', 1, limits.session).describe('What this visitor looked at, in any order'),
  limit: whole(1, limits.list).default(10),
  offset: whole(0, limits.offset).default(0),
  exclude_post_ids: listOf(id(), 'post ids', 0, limits.exclude).default([]),
  context: Context.prefault({}),
});

export const RecommendedPost = z.object({
  post_id: z.string(),
  score: z.number().min(0).max(1),
  reason: Recommendation.shape.reason,
});

/** Where an answer came from; `request_id` names it in feedback. */
const Provenance = z.object({
  source: Source,
  model_version: z.string(),
  request_id: z.string(),
  generated_at: z.iso.datetime(),
});

const List = Provenance.extend({
  recommendations: z.array(RecommendedPost).describe('Score descending, equal scores by post id'),
  count: z.int(),
});

export const GenerateAnswer = List.extend({
  user_id: z.string(),
  metadata: z.object({
    total: z.int().describe('Posts that could be recommended, over all pages'),
    model_version: z.string(),
    generated_at: z.iso.datetime(),
  }),
});

export const UserAnswer = List.extend({ user_id: z.string(), limit: z.int(), offset: z.int() });

export const BatchAnswer = z.object({
  results: z.record(z.string(), List.extend({ user_id: z.string() })),
  total_users: z.int(),
  request_id: z.string(),
  generated_at: z.iso.datetime(),
});

export const SessionAnswer = List.extend({ limit: z.int(), offset: z.int() });

export type GenerateRequest = z.output<typeof GenerateRequest>;
export type GenerateAnswer = z.infer<typeof GenerateAnswer>;
export type UserAnswer = z.infer<typeof UserAnswer>;
export type BatchRequest = z.output<typeof BatchRequest>;
export type BatchAnswer = z.infer<typeof BatchAnswer>;
export type SessionRequest = z.output<typeof SessionRequest>;
export type RecommendedPost = z.infer<typeof RecommendedPost>;
