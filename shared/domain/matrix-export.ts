import { z } from 'zod';
import { WindowRequest, type MatrixKind, type MatrixOrder } from './matrix.ts';

/** A matrix as a file: what a window shows, or all pairs with data (`part=all`, CSV only), which is written while it is read. */
export const MatrixExportQuery = WindowRequest.extend({
  part: z.enum(['window', 'all']).default('window'),
  format: z.enum(['csv', 'json']).default('csv'),
});

const shortNames: Record<MatrixKind, string> = {
  user_item_matrix: 'user-item',
  user_similarity_matrix: 'user-similarity',
  item_similarity_matrix: 'item-similarity',
};

/** `kindred_run-42_user-similarity_group_2026-11-20`, for every picture and table of a matrix. */
export function exportName(run: number, kind: MatrixKind, order: MatrixOrder, at: number): string {
  return `kindred_run-${run}_${shortNames[kind]}_${order}_${new Date(at).toISOString().slice(0, 10)}`;
}

export type MatrixExportQuery = z.infer<typeof MatrixExportQuery>;
