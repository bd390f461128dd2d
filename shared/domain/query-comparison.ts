import { z } from 'zod';

/** One query of the test part under two models. */
export const QueryChange = z.object({
  query_id: z.string(),
  query: z.string(),
  samples: z.int(),
  /** Means over the samples of the query. */
  actual_ms: z.number(),
  a_ms: z.number(),
  b_ms: z.number(),
  /** Mean of |log(1 + actual) − log(1 + predicted)|, of either model. */
  a_error: z.number(),
  b_error: z.number(),
  /** b_error − a_error: below 0 where B is nearer. */
  change: z.number(),
});

export type QueryChange = z.infer<typeof QueryChange>;
