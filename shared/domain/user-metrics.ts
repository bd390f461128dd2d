import { z } from 'zod';

/** Which users of a run, in which order. */
export const UserMetricsQuery = z.strictObject({
  run: z.string().min(1).max(200),
  /** Users whose id has this text in it. */
  text: z.string().max(200).default(''),
  /** Only these, such as a selection in a heatmap. */
  users: z.array(z.string().max(1000)).max(20_000).optional(),
  /** `user`, `group`, `train_items`, or a metric that the run has for single users. */
  order_by: z.string().max(100).default('user'),
  descending: z.boolean().default(false),
  limit: z.int().min(1).max(1000).default(200),
  offset: z.int().min(0).default(0),
});

export const UserMetricsPage = z.object({
  total: z.int(),
  /** Metrics that the run has for single users, in the order of the catalogue. */
  metrics: z.array(z.string()),
  rows: z.array(
    z.object({
      user: z.string(),
      group: z.object({ name: z.string(), letter: z.string(), index: z.int() }).nullable(),
      /** Items in train. */
      train_items: z.number(),
      /** As `metrics`; null where the user was not measured or the metric is undefined. */
      values: z.array(z.number().nullable()),
    }),
  ),
});

export type UserMetricsQuery = z.infer<typeof UserMetricsQuery>;
export type UserMetricsPage = z.infer<typeof UserMetricsPage>;
