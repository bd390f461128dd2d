import { z } from 'zod';
import { Histogram } from './dataset.ts';

const Square = z.array(z.array(z.number()));

/** How far members of a group are apart from others: probability that a pair of one group is more similar than a pair across, ties half. */
const Separation = z.object({
  predicted: z.number().nullable().describe('For any seed; null where there are no two kinds of pairs'),
  realised: z.number().nullable().describe('With the seed of the recipe'),
});

/** What a recipe would give, without storing anything. Numbers of users count those that were drawn. */
export const GroupsPreview = z.object({
  users: z.int(),
  items: z.int(),
  drawn_users: z
    .int()
    .describe('Users drawn for the realised numbers: all, or the first of each group where all would take long'),
  interactions: z.int(),
  /** Share of user–item pairs with an interaction. */
  density: z.number(),
  gini: z.number().describe('Concentration of interactions over items'),
  activity: Histogram.describe('Interactions of a user'),
  popularity: Histogram.describe('Interactions of an item'),
  cold_users: z.int().describe('Users with one or two items'),
  groups: z.array(
    z.object({
      name: z.string(),
      letter: z.string(),
      users: z.int().describe('Drawn'),
      mean_items: z.number(),
      lonely: z.int().describe('Users who share no item with any other user of the group'),
    }),
  ),
  /** groups × groups: mean cosine between members of two groups, expected for any seed and measured on the drawn users. */
  expected: Square,
  realised: Square,
  /** The same for users of equal activity without any taste. */
  chance: Square,
  max_error: z.object({ a: z.int(), b: z.int(), value: z.number() }).describe('Greatest |expected − realised|'),
  separation: Separation,
  pairs: z.array(Separation.extend({ a: z.int(), b: z.int() })).describe('Two groups each, a before b'),
  sample: z
    .object({
      users: z.array(z.string()),
      groups: z.array(z.int()),
      items: z.array(z.string()),
      values: Square,
    })
    .describe('Some users in group order × some items in pool order: the weight of each pair, 0 for none'),
  warnings: z.array(z.string()),
  took_ms: z.number(),
});

export type GroupsPreview = z.infer<typeof GroupsPreview>;
