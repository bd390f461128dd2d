import type { MatrixKind } from '#shared/domain/matrix.ts';
import { heatmapMargin as margin } from '../../../plots/heatmap.ts';

export type PlotSize = {
  /** Of the whole picture. */
  width: number;
  height: number;
  /** Of its cells. */
  cells: { width: number; height: number };
};

/** Fewest pixels on either side, on the smallest windows. */
const least = 260;

/** As large as the place allows; users × users is square, so that the diagonal is one. */
export function plotSize(kind: MatrixKind, width: number, height: number): PlotSize {
  const [sideways, upright] = [margin.left + margin.right, margin.top + margin.bottom];
  const free = { width: Math.max(least, width) - sideways, height: Math.max(least, height) - upright };
  const side = Math.min(free.width, free.height);
  const cells = kind === 'user_item_matrix' ? free : { width: side, height: side };
  return { width: cells.width + sideways, height: cells.height + upright, cells };
}
