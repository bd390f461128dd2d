import { z } from 'zod';
import { MatrixKind, MatrixOrder, MatrixSide } from './matrix.ts';

const Ref = z.string().min(1).max(200);
const MatrixId = z.string().min(1).max(1000);
const matrix = { run: Ref, kind: MatrixKind };
const ordered = { ...matrix, order: MatrixOrder };

/** Users and items whose id or name has the text in it: the same text first, then those that begin with it. */
export const FindQuery = z.strictObject({
  ...ordered,
  text: MatrixId,
  limit: z.int().min(1).max(100).default(10),
});
export const Found = z.object({
  side: MatrixSide,
  id: z.string(),
  name: z.string().nullable(),
  /** In the order that was asked for. */
  position: z.int(),
  group: z.int().nullable(),
});

/** Who stands at positions [from, to) of a side. */
export const MembersQuery = z.strictObject({
  ...ordered,
  side: MatrixSide.default('rows'),
  from: z.int().min(0),
  to: z.int().min(1),
});
export const Member = z.object({ id: z.string(), group: z.int().nullable() });

/** Two of a matrix by id: what a cell is made of. */
export const PairQuery = z.strictObject({ ...matrix, row: MatrixId, col: MatrixId });
export const MatrixPair = z.object({
  /** Null where there is no data. */
  value: z.number().nullable(),
  /** Training interactions of each. */
  row_items: z.int(),
  col_items: z.int(),
  /** What both have; null for a user and an item. */
  shared: z.int().nullable(),
  /** What either has, shared ones first (the greatest product of weights first), at most `mostPairEntries`. */
  entries: z.array(
    z.object({
      id: z.string(),
      name: z.string().nullable(),
      row: z.number().nullable(),
      col: z.number().nullable(),
    }),
  ),
});
export const mostPairEntries = 500;

/** The top of the dendrogram behind an order; nothing where the order has none. */
export const TreeQuery = z.strictObject({ ...ordered, side: MatrixSide.default('rows') });
export const mostBranches = 200;
export const MatrixBranch = z.object({
  /** Positions [from, to) of the order. */
  from: z.int(),
  to: z.int(),
  /** Mean cosine distance at which its children met; 0 for what is not divided further. */
  height: z.number(),
  children: z.tuple([z.int(), z.int()]).nullable(),
});
export const MatrixTree = z.object({
  /** The root first; at most `mostBranches`. */
  branches: z.array(MatrixBranch),
  /** Whether the dendrogram goes deeper than this. */
  is_cut: z.boolean(),
});

/** How alike users (or items) of one group are, against those of different groups. */
export const SimilarityQuery = z.strictObject(matrix);
export const SimilarityDistribution = z.object({
  /** Edges of the bars, one more than there are bars. */
  edges: z.array(z.number()),
  /** Pairs of one group; null without groups. */
  within: z.array(z.int()).nullable(),
  /** Pairs of different groups; all pairs without groups. */
  between: z.array(z.int()),
  mean_within: z.number().nullable(),
  mean_between: z.number().nullable(),
  /** Chance that a pair of one group is more alike than a pair of two, ties half; null without groups. */
  auc: z.number().nullable(),
  /** The same for each two groups alone. */
  by_pair: z.array(z.object({ a: z.int(), b: z.int(), auc: z.number() })),
  /** Users who are counted, in words; null for all with history. */
  sampled: z.string().nullable(),
});

export type FindQuery = z.infer<typeof FindQuery>;
export type Found = z.infer<typeof Found>;
export type MembersQuery = z.infer<typeof MembersQuery>;
export type Member = z.infer<typeof Member>;
export type PairQuery = z.infer<typeof PairQuery>;
export type MatrixPair = z.infer<typeof MatrixPair>;
export type TreeQuery = z.infer<typeof TreeQuery>;
export type MatrixBranch = z.infer<typeof MatrixBranch>;
export type MatrixTree = z.infer<typeof MatrixTree>;
export type SimilarityDistribution = z.infer<typeof SimilarityDistribution>;
