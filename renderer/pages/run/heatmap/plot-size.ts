import type { MatrixKind } from '#shared/domain/matrix.ts';
import { heatmapMargin, type HeatmapMargin } from '../../../plots/heatmap.ts';

export type PlotSize = {
  /** Of the whole picture. */
  width: number;
  height: number;
  /** Of its cells. */
  cells: { width: number; height: number };
  margin: HeatmapMargin;
  hasTree: boolean;
};

/** Fewest pixels on either side, on the smallest windows. */
const least = 260;

/** As large as the place allows; similarities are square, so that the diagonal is one. */
export function plotSize(
  kind: MatrixKind,
  width: number,
  height: number,
  room: { hasGroups: boolean; hasTree: boolean },
): PlotSize {
  const margin = heatmapMargin(room);
  const [sideways, upright] = [margin.left + margin.right, margin.top + margin.bottom];
  const free = { width: Math.max(least, width) - sideways, height: Math.max(least, height) - upright };
  const side = Math.min(free.width, free.height);
  const cells = kind === 'user_item_matrix' ? free : { width: side, height: side };
  return {
    width: cells.width + sideways,
    height: cells.height + upright,
    cells,
    margin,
    hasTree: room.hasTree,
  };
}
