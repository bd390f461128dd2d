import { z } from 'zod';
import { MatrixOrder } from './matrix.ts';

/** A part of the user × item matrix, at most `mostMarkedRows` users: rows [r0, r1), columns [c0, c1) of an order. */
export const MarksQuery = z.strictObject({
  run: z.string().min(1).max(200),
  order: MatrixOrder,
  r0: z.int().min(0),
  r1: z.int().min(1),
  c0: z.int().min(0),
  c1: z.int().min(1),
  k: z.int().min(1).max(1000),
});
export const mostMarkedRows = 150;

/** What a list of K says of a pair without a training value. */
export const CellMark = z.object({
  row: z.int(),
  col: z.int(),
  /** Held out and listed; held out and not listed; listed and not held out. */
  kind: z.enum(['hit', 'miss', 'listed']),
  /** In the list, from 1; null for a miss. */
  rank: z.int().nullable(),
});

export type MarksQuery = z.infer<typeof MarksQuery>;
export type CellMark = z.infer<typeof CellMark>;
