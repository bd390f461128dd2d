import type { AxisBin, MatrixInfo, MatrixOrder, WindowAggregation } from '#shared/domain/matrix.ts';
import type { MatrixWindow } from '#shared/domain/window-bytes.ts';
import type { MatrixView, Side } from '../matrix-view.ts';
import { valueScaleOf, type ValueScale } from './value-scale.ts';

/** What is printed under a picture, ready to read: "run 42 (user_knn)", "six-groups v3 a91f3c2d", "0.1.0". */
export type Provenance = { run: string; dataset: string; version: string };

/** A whole matrix at the resolution of a picture: what the picture shows and the data file holds. */
export type Heatmap = {
  info: MatrixInfo;
  order: MatrixOrder;
  agg: WindowAggregation;
  rows: AxisBin[];
  cols: AxisBin[];
  /** All users or items in the order of the picture. */
  ids: { rows: string[]; cols: string[] };
  window: MatrixWindow;
  scale: ValueScale;
  provenance: Provenance;
};

/** Most cells on either side; a cell is then about a pixel of the picture. */
export const maxPictureCells = 620;

/** Above this many rows or columns clustering takes longer than a picture is worth. */
const maxClustered = 10_000;

/**
 * The matrix in its most telling order: by group where groups are known, else by cluster, for very large ones by activity.
 * @returns null for a matrix without cells
 */
export function createHeatmap(view: MatrixView, provenance: Provenance): Heatmap | null {
  const info = view.info();
  if (info.rows === 0 || info.cols === 0) return null;
  const order = tellingOrder(info);
  const rows = view.bins(order, 'rows', 0, info.rows, maxPictureCells);
  const cols = view.bins(order, 'cols', 0, info.cols, maxPictureCells);
  const agg = tellingAggregation(info, rows, cols);
  const cells = maxPictureCells;
  const window = view.window({ order, agg, r0: 0, r1: info.rows, c0: 0, c1: info.cols, h: cells, w: cells });
  const idsOf = (side: Side) => view.bins(order, side, 0, info[side], info[side]).map(({ id }) => id!);
  const ids = { rows: idsOf('rows'), cols: idsOf('cols') };
  return { info, order, agg, rows, cols, ids, window, scale: valueScaleOf(window.values), provenance };
}

function tellingOrder({ groups, rows, cols }: MatrixInfo): MatrixOrder {
  if (groups) return 'group';
  return Math.max(rows, cols) <= maxClustered ? 'cluster' : 'activity';
}

/** A mean of the few values in a mostly empty cell would hide how few they are, so aggregated interactions show their density. */
function tellingAggregation(
  { kind, rows, cols }: MatrixInfo,
  rowBins: AxisBin[],
  colBins: AxisBin[],
): WindowAggregation {
  const aggregated = rowBins.length < rows || colBins.length < cols;
  return kind === 'user_item_matrix' && aggregated ? 'density' : 'mean';
}
