import { z } from 'zod';
import {
  FindQuery,
  Found,
  MatrixPair,
  MatrixTree,
  Member,
  MembersQuery,
  PairQuery,
  SimilarityDistribution,
  SimilarityQuery,
  TreeQuery,
} from '#shared/domain/matrix-facts.ts';
import { MatrixInfo, MatrixKind, WindowAxes, WindowId, WindowRequest } from '#shared/domain/matrix.ts';
import { Ref, call } from './call.ts';

export const matrix = {
  info: call(z.strictObject({ run: Ref, kind: MatrixKind }), MatrixInfo),
  /** The axes of a window; its numbers are the bytes at `bytes/window`. */
  axes: call(WindowRequest, WindowAxes),
  /** Takes a request for `bytes/window` back, by its `id`; false where it has been answered. */
  cancelWindow: call(z.strictObject({ id: WindowId }), z.object({ cancelled: z.boolean() })),
  /** Where users and items are in an order, by a part of their id or name. */
  find: call(FindQuery, z.array(Found)),
  members: call(MembersQuery, z.array(Member)),
  /** What one cell is made of. */
  pair: call(PairQuery, MatrixPair),
  /** The dendrogram behind an order, cut to what can be drawn. */
  tree: call(TreeQuery, MatrixTree),
  similarity: call(SimilarityQuery, SimilarityDistribution),
};
