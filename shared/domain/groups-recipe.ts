import { z } from 'zod';
import { checkGroupsRecipe } from './check-groups-recipe.ts';

/** Ids that can be stored and read back exactly: no control characters, no half of a surrogate pair. */
const ItemId = z
  .string()
  .min(1)
  .max(100)
  .refine((id) => id.isWellFormed() && !/\p{Cc}/u.test(id), 'a name without control characters');
const GroupName = ItemId.max(40);

export const GroupRole = z.enum(['normal', 'casual', 'power', 'bridge']);

/** Step by step from seeing to sharing: each step happens with its probability once the step before has happened. */
export const Funnel = z
  .array(
    z.strictObject({
      type: z.string().min(1).max(50).describe('Interaction type, known to the weighting'),
      probability: z.number().gt(0).max(1).describe('Given the step before; 1 for the first step'),
    }),
  )
  .min(1)
  .max(10);

export const ItemPool = z.strictObject({
  name: GroupName.describe('Topic of the items'),
  size: z
    .int()
    .min(1)
    .max(50_000)
    .optional()
    .describe('Number of items, named after the pool: tech-01, tech-02, … (instead of `items`)'),
  items: z.array(ItemId).min(1).max(50_000).optional().describe('The items by name, most popular first'),
  skew: z
    .number()
    .min(0)
    .max(3)
    .default(0.8)
    .describe('Zipf exponent: the r-th item is liked in proportion to 1 / r^skew; 0 makes all items alike'),
});

export const Group = z.strictObject({
  name: GroupName,
  letter: z
    .string()
    .regex(/^[\p{L}\d]$/u, 'one letter or digit')
    .describe('Shown beside the colour'),
  size: z.int().min(2).max(100_000).describe('Users'),
  role: GroupRole.default('normal').describe(
    'casual: only the first step of the funnel; power: half of the taste is spread over all items; bridge: the tastes of the two groups in `bridges`, half and half',
  ),
  pools: z.record(z.string(), z.number().gt(0).max(1000)).default({}).describe('Item pool → share of the taste'),
  bridges: z.tuple([z.string(), z.string()]).optional().describe('The two groups that a bridge group links'),
  profiles: z
    .array(z.array(ItemId).min(1))
    .min(1)
    .optional()
    .describe('Crafted users: the items of the first user, the second, …; used again in turn where users are more'),
  activity: z
    .strictObject({
      mean: z.number().min(1).max(50_000),
      spread: z.number().min(0).max(50_000).describe('Standard deviation'),
      min: z.int().min(1).default(2).describe('Nobody has fewer items, except cold users'),
    })
    .prefault({ mean: 15, spread: 4 })
    .describe('Distinct items of a user (normal distribution, rounded); crafted users have the items of their profile'),
  noise: z.number().min(0).max(1).default(0.05).describe('Probability that a pick is any item at all'),
  funnel: Funnel.optional().describe("The group's own interaction mix, instead of the recipe's"),
});

/** Users in groups whose similarity structure is known (SPEC 3.5a). Equal recipe, equal bytes. */
export const GroupsRecipe = z
  .strictObject({
    seed: z
      .int()
      .min(0)
      .max(2 ** 31 - 1)
      .default(7),
    groups: z.array(Group).min(1).max(40),
    pools: z.array(ItemPool).min(1).max(40),
    overlap: z
      .array(z.array(z.number().min(0).max(1)))
      .default([])
      .describe(
        'groups × groups, symmetric, 1 on the diagonal: cosine of two groups’ tastes, where their pools do not already bring more. Empty for none',
      ),
    topics: z
      .strictObject({
        count: z.int().min(1).max(20).default(1).describe('Topics that every pool falls into, its items in turn'),
        focus: z.number().min(0).max(1).default(0).describe('0: all topics alike; 1: nothing but the own one'),
      })
      .prefault({})
      .describe('Each user prefers one topic, so that members of a group differ from each other'),
    funnel: Funnel.default([
      { type: 'view', probability: 1 },
      { type: 'click', probability: 0.67 },
      { type: 'like', probability: 0.53 },
      { type: 'share', probability: 0.18 },
    ]).describe('What happens between a user and an item'),
    cold_users: z.number().min(0).max(1).default(0).describe('Share of users who have one or two items only'),
    held_out: z
      .number()
      .min(0.01)
      .max(0.9)
      .default(0.2)
      .describe('Share that a training form holds out at first; the data does not depend on it'),
    time: z
      .strictObject({
        start: z.iso.date().default('2025-01-01').describe('First day, UTC'),
        days: z.number().min(1).max(36_500).default(30),
      })
      .prefault({})
      .describe(
        'Users with two or more items begin in the first half and are active in the last tenth, so that a split by time holds something out for each',
      ),
    user_ids: z
      .strictObject({
        prefix: z.string().max(40).default('u'),
        digits: z.int().min(0).max(9).default(0).describe('Numbers are filled with zeros to this length'),
      })
      .prefault({}),
  })
  .superRefine(checkGroupsRecipe);

export type GroupRole = z.infer<typeof GroupRole>;
export type Funnel = z.infer<typeof Funnel>;
export type ItemPool = z.infer<typeof ItemPool>;
export type Group = z.infer<typeof Group>;
export type GroupsRecipe = z.infer<typeof GroupsRecipe>;
