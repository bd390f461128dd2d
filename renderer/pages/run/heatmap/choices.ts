import {
  maxWindowCells,
  type Diagonal,
  type MatrixInfo,
  type MatrixOrder,
  type WindowAggregation,
} from '#shared/domain/matrix.ts';
import type { View } from '../../../plots/view.ts';
import type { ColourScaleName, HeatmapSearch } from '../heatmap-search.ts';
import type { DrawnWindow } from './window-query.ts';

export type Choices = {
  order: MatrixOrder;
  agg: WindowAggregation;
  scale: ColourScaleName;
  full: boolean;
  clip: readonly [number, number];
  diagonal: Diagonal;
  above: number | null;
};

/** The middle 98 %: a few extremes do not make the rest one colour. */
export const usualClip = [1, 99] as const;

/** Group order shows most where there are groups. */
const usualOrder = (info: MatrixInfo): MatrixOrder => (info.orders.includes('group') ? 'group' : 'dataset');

/**
 * Seen from afar, the mean over cells that are mostly empty says nothing about where the data is; density does.
 * At the level of cells the value is what one wants.
 */
function usualAggregation({ kind }: MatrixInfo, view: View): WindowAggregation {
  const isAggregated = view.r1 - view.r0 > maxWindowCells || view.c1 - view.c0 > maxWindowCells;
  return kind === 'user_item_matrix' && isAggregated ? 'density' : 'mean';
}

/** What the reader chose, and the usual where nothing was chosen or this matrix does not have it. */
export function choicesOf(info: MatrixInfo, search: HeatmapSearch, view: View): Choices {
  const { order, agg, scale = 'cividis', full = false, clip = usualClip, diagonal, above } = search;
  return {
    order: order && info.orders.includes(order) ? order : usualOrder(info),
    agg: agg ?? usualAggregation(info, view),
    scale,
    full,
    clip,
    diagonal: diagonal ? 'shown' : 'masked',
    above: above !== undefined && above > 0 ? above : null,
  };
}

/** Positions that a drawn cell has on either side. */
export function binSize({ axes }: Pick<DrawnWindow, 'axes'>): { rows: number; cols: number } {
  const [row, col] = [axes.rows[0], axes.cols[0]];
  return { rows: row ? row.to - row.from : 1, cols: col ? col.to - col.from : 1 };
}
