import { z } from 'zod';
import { Contribution, Recommendation } from './run.ts';

/** A user as lists and searches name them. */
export const UserRow = z.object({
  user: z.string(),
  /** The true group: its index (which gives the colour), letter and name; null where the data has none. */
  group: z.object({ index: z.int(), letter: z.string(), name: z.string() }).nullable(),
  /** Items that the run's model has learned of this user. */
  items: z.int(),
});

/** An item by id, and by name where the data has names. */
export const NamedItem = z.object({ item: z.string(), name: z.string().nullable() });

/** One item of a user's history, as the model has learned it. */
export const HistoryItem = NamedItem.extend({
  /** The value of the training matrix. */
  weight: z.number(),
  /** Time of the latest training event, milliseconds since 1970; null where the data has no times. */
  at: z.number().nullable(),
});

/** What a run knows of one user. */
export const UserView = UserRow.extend({
  /** False for somebody who is not in the data: the cold-start policy answers. */
  known: z.boolean(),
  /** The greatest weight first. */
  history: z.array(HistoryItem),
  /** What was held out of this user; null where the model has learned from everything (folds). */
  held_out: z.array(NamedItem).nullable(),
  /** What the weighting gives to a like, before it is transformed: the weight of a pretended one. */
  like_weight: z.number(),
});

/** ✓ is held out and recommended; · was never seen either way. */
export const ListMark = z.enum(['hit', 'unknown']);

export const ListedItem = NamedItem.extend({
  rank: z.int(),
  score: z.number(),
  reason: Recommendation.shape.reason,
  mark: ListMark,
});

/** The list of one user under one run. */
export const UserList = z.object({
  k: z.int(),
  rows: z.array(ListedItem),
  /** Held out, not in the list; `rank` where the model has a score above 0 for it. */
  missed: z.array(NamedItem.extend({ rank: z.int().nullable() })),
  /** Whether the scores depend on who asks. */
  personalised: z.boolean(),
});

/** An addend of a score with what a reader wants to know beside it. */
export const ExplainedPart = Contribution.extend({
  /** Of an item, where it has one. */
  name: z.string().nullable(),
  /** Weight that the user (or the neighbour) has for the item. */
  weight: z.number().nullable(),
  /** Items that user and neighbour share in train. */
  shared: z.int().nullable(),
});

/** Why one item has its score: the parts sum to it. */
export const Explanation = NamedItem.extend({
  score: z.number(),
  personalised: z.boolean(),
  parts: z.array(ExplainedPart),
});

export const Neighbour = UserRow.extend({
  similarity: z.number(),
  /** Items that both have in train. */
  shared: z.array(NamedItem),
});

/** Who is like a user, and how alike those are. */
export const Neighbourhood = z.object({
  /** Whether they are the model's own neighbours, or the cosine of training rows because the model has none. */
  by: z.enum(['model', 'data']),
  neighbours: z.array(Neighbour),
  /** Cosine of the training rows of two neighbours, by their place in the list; the strongest links of each. */
  links: z.array(z.object({ a: z.int(), b: z.int(), similarity: z.number() })),
});

/** What a user's list would be with another history; nothing is stored. */
export const WhatIf = z.object({
  /** Null where it is possible; else why this model cannot. */
  unsupported: z.string().nullable(),
  list: UserList.nullable(),
});

export type UserRow = z.infer<typeof UserRow>;
export type NamedItem = z.infer<typeof NamedItem>;
export type HistoryItem = z.infer<typeof HistoryItem>;
export type UserView = z.infer<typeof UserView>;
export type ListedItem = z.infer<typeof ListedItem>;
export type UserList = z.infer<typeof UserList>;
export type ExplainedPart = z.infer<typeof ExplainedPart>;
export type Explanation = z.infer<typeof Explanation>;
export type Neighbour = z.infer<typeof Neighbour>;
export type Neighbourhood = z.infer<typeof Neighbourhood>;
export type WhatIf = z.infer<typeof WhatIf>;
