import { z } from 'zod';

/** How alike two runs recommend, as means over users. */
export const RunAgreement = z.object({
  /** Length of the lists. */
  k: z.int(),
  /** Users whose lists were compared: all that both runs' data have, or as many as are looked at, evenly from all of them. */
  users: z.int(),
  /** Users that both have. */
  of: z.int(),
  /** Items that both lists have / items of the longer one. */
  overlap: z.number(),
  /** Items that both lists have / items that either has. */
  jaccard: z.number(),
  /** Rank-biased overlap, p = 0.9: what comes first counts more. */
  rbo: z.number(),
  /** Share of users whose two lists are the same, also in order. */
  same: z.number(),
});
export type RunAgreement = z.infer<typeof RunAgreement>;
