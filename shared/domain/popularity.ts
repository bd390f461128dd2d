import { z } from 'zod';
import { MetricValue } from './metric.ts';

/**
 * Parts of the catalogue by training popularity, most popular first: `head` holds half of all training interactions, `mid` those up to
 * 80 %, `tail` the rest. What the metrics call the long tail is `tail`.
 */
export const PopularityBand = z.enum(['head', 'mid', 'tail']);

/** How a run's lists of K spread over the catalogue, against how training interactions do. */
export const PopularityReport = z.object({
  k: z.int(),
  /** Users with a list: those who were measured. */
  users: z.int(),
  items: z.int(),
  /** Places in all their lists. */
  places: z.int(),
  gini: z.object({ exposure: MetricValue, training: MetricValue }),
  /** Share of the catalogue that is in at least one list of K, for K up to the longest list. */
  coverage: z.array(z.object({ k: z.int(), share: z.number() })),
  /** Share of places (or of training interactions) that the least favoured share of items has; from (0, 0) to (1, 1). */
  lorenz: z.array(z.object({ items: z.number(), exposure: z.number(), training: z.number() })),
  bands: z.array(
    z.object({
      name: PopularityBand,
      items: z.int(),
      share_of_training: z.number(),
      share_of_places: z.number(),
    }),
  ),
  /** Items by popularity, a few hundred of them from the first to the last: their rank, training users and lists. */
  tail: z.array(z.object({ rank: z.int(), training: z.int(), lists: z.int() })),
  /** Single items, at most `mostPopularityItems`, those in most lists first. */
  points: z.array(
    z.object({
      id: z.string(),
      name: z.string().nullable(),
      band: PopularityBand,
      training: z.int(),
      lists: z.int(),
      /** Share of places divided by share of training interactions: 1 is neutral. Null without training interactions. */
      lift: z.number().nullable(),
    }),
  ),
});
export const mostPopularityItems = 2000;

export type PopularityBand = z.infer<typeof PopularityBand>;
export type PopularityReport = z.infer<typeof PopularityReport>;
