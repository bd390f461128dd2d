import { z } from 'zod';

export const MatrixKind = z.enum(['user_item_matrix', 'user_similarity_matrix', 'item_similarity_matrix']);
/** `cluster` and `optimal` are leaves of one dendrogram: turned so that similar ends meet, or with the least sum of distances between neighbours. */
export const MatrixOrder = z.enum(['dataset', 'group', 'cluster', 'optimal', 'activity']);
/** What a cell of several pairs shows. `absmax` is the value furthest from zero, with its sign; of two equally far the positive one. */
export const WindowAggregation = z.enum(['mean', 'max', 'density', 'absmax']);
/** Whether pairs of one with itself count, which are all 1 in a similarity and say nothing. */
export const Diagonal = z.enum(['masked', 'shown']);
export const MatrixSide = z.enum(['rows', 'cols']);

/** The most cells a window has on either side. */
export const maxWindowCells = 400;

/** A rectangle of a run's matrix in some order, at screen resolution: rows [r0, r1), columns [c0, c1), at most `h` × `w` cells. */
export const WindowRequest = z.strictObject({
  run: z.string(),
  kind: MatrixKind,
  order: MatrixOrder.default('dataset'),
  r0: z.coerce.number().int().min(0),
  r1: z.coerce.number().int().min(1),
  c0: z.coerce.number().int().min(0),
  c1: z.coerce.number().int().min(1),
  h: z.coerce.number().int().min(1).max(maxWindowCells).default(maxWindowCells),
  w: z.coerce.number().int().min(1).max(maxWindowCells).default(maxWindowCells),
  agg: WindowAggregation.default('mean'),
  diagonal: Diagonal.default('masked'),
});

/** What the asker calls a request for a window, so that it can take it back. */
export const WindowId = z.string().min(1).max(64);

/** One drawn row or column: the matrix positions [from, to) in the chosen order. */
export const AxisBin = z.object({
  from: z.int(),
  to: z.int(),
  /** The user or item, where the bin is one position. */
  id: z.string().nullable(),
  /** Most frequent group of the bin, an index into the truth's names; null for items and where there are no groups. */
  group: z.int().nullable(),
  /** Mean number of training interactions. */
  activity: z.number(),
});

/** What a window shows, beside its numbers (which travel as bytes). */
export const WindowAxes = z.object({ rows: z.array(AxisBin), cols: z.array(AxisBin) });

export const MatrixInfo = z.object({
  kind: MatrixKind,
  rows: z.int(),
  cols: z.int(),
  /** Range of the values for the colour scale; similarity is 0..1 or −1..1. */
  min: z.number(),
  max: z.number(),
  /** Orders that this matrix can be shown in (`group` needs ground truth). */
  orders: z.array(MatrixOrder),
  groups: z.object({ names: z.array(z.string()), letters: z.array(z.string()) }).nullable(),
  /** Said in the title where the matrix shows a sample of the users or items. */
  sampled: z.string().nullable(),
  /** Rows and columns whose values are all zero or missing: in the orders by cluster and activity they are the last ones. */
  without_history: z.object({ rows: z.int(), cols: z.int() }),
  /** Pairs with data, each once: the rows of the whole matrix as a table. */
  pairs: z.number(),
});

export type MatrixKind = z.infer<typeof MatrixKind>;
export type MatrixOrder = z.infer<typeof MatrixOrder>;
export type Diagonal = z.infer<typeof Diagonal>;
export type MatrixSide = z.infer<typeof MatrixSide>;
export type WindowAggregation = z.infer<typeof WindowAggregation>;
export type WindowRequest = z.infer<typeof WindowRequest>;
export type AxisBin = z.infer<typeof AxisBin>;
export type WindowAxes = z.infer<typeof WindowAxes>;
export type MatrixInfo = z.infer<typeof MatrixInfo>;
