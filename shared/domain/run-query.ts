import { z } from 'zod';
import { Id } from './id.ts';
import { ListedKind } from './kind.ts';

/** Which runs, in which order, and what of them. */
export const RunQuery = z.strictObject({
  kind: ListedKind,
  /** The search language: `ndcg@10 > 0.3 and algorithm = "user_knn"`; empty for all. */
  filter: z.string().max(4000).default(''),
  /** `ndcg@10 desc`, several separated by commas. */
  order_by: z.string().max(400).default('created_at desc'),
  limit: z.int().min(1).max(1000).default(100),
  offset: z.int().min(0).default(0),
  deleted: z.boolean().default(false).describe('Archived runs instead of the others'),
  columns: z
    .array(z.string().min(1).max(300))
    .max(1000)
    .optional()
    .describe('The params and metrics to send, as `params.x` and `metrics.y`; all of them unless said'),
  except: z.array(Id).max(200).optional().describe('Runs to leave out, because they are shown already'),
});
export type RunQuery = z.infer<typeof RunQuery>;

/** Runs by what they agree in. */
export const GroupQuery = RunQuery.extend({
  by: z
    .string()
    .min(1)
    .max(300)
    .default('seed')
    .describe('`seed` for runs that agree in everything else; else a param, a tag or a fact, as the search names it'),
});
export type GroupQuery = z.infer<typeof GroupQuery>;
