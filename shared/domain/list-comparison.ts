import { z } from 'zod';
import { MatrixOrder, WindowRequest } from './matrix.ts';
import { UserRow } from './user-lens.ts';

/** The lists of two runs, user by user. */
export const ListComparison = z.object({
  k: z.int(),
  /** The parameter of RBO: a rank weighs (1 − p)·p^(rank − 1). */
  p: z.number(),
  /** Users that get a list from either run. */
  users: z.int(),
  /** Said where these are a sample. */
  sampled: z.string().nullable(),
  mean_overlap: z.number(),
  mean_rbo: z.number(),
  /** Users by the number of common items, 0 to k. */
  overlap: z.array(z.int()),
  /** Users by RBO, in equal parts of 0 to 1. */
  rbo: z.array(z.int()),
  /** Users with equal lists in equal order. */
  identical: z.int(),
  /** Those whose lists agree least, by RBO. */
  changed: z.array(UserRow.extend({ common: z.int(), rbo: z.number() })),
});

/** Whose matrix a window shows. */
export const DifferenceSide = z.enum(['a', 'b', 'difference']);

/**
 * What makes users alike: the lists that they are given (cosine: common items / k), or the model, which has a similarity for two users
 * where either is among the other's neighbours (and 0 for all others).
 */
export const DifferenceSource = z.enum(['lists', 'neighbours']);

/** A window of the similarity of users under A or B, or of B − A, in an order of A. */
export const DifferenceRequest = WindowRequest.omit({ run: true, kind: true, agg: true, diagonal: true }).extend({
  a: z.string().min(1).max(200),
  b: z.string().min(1).max(200),
  k: z.coerce.number().int().min(1).max(50).default(10),
  side: DifferenceSide.default('difference'),
  source: DifferenceSource.default('lists'),
});

/** Two users who became more or less alike. */
export const ChangedPair = z.object({
  users: z.tuple([UserRow, UserRow]),
  a: z.number(),
  b: z.number(),
  delta: z.number(),
});

/** How the similarity of users differs between two runs. */
export const DifferenceInfo = z.object({
  k: z.int(),
  source: DifferenceSource,
  /** What could be asked for: both models must have users as neighbours. */
  sources: z.array(DifferenceSource),
  users: z.int(),
  sampled: z.string().nullable(),
  orders: z.array(MatrixOrder),
  groups: z.object({ names: z.array(z.string()), letters: z.array(z.string()) }).nullable(),
  /** Pairs of users that have lists (or neighbours) in both. */
  pairs: z.number(),
  /** The greatest |B − A| of a pair. */
  most: z.number(),
  /** Pairs by B − A in equal parts of −1 to 1; the middle one holds 0. */
  histogram: z.array(z.number()),
  /** The pairs that changed most. */
  changed: z.array(ChangedPair),
});

export type ListComparison = z.infer<typeof ListComparison>;
export type DifferenceSource = z.infer<typeof DifferenceSource>;
export type DifferenceSide = z.infer<typeof DifferenceSide>;
export type DifferenceRequest = z.infer<typeof DifferenceRequest>;
export type ChangedPair = z.infer<typeof ChangedPair>;
export type DifferenceInfo = z.infer<typeof DifferenceInfo>;
