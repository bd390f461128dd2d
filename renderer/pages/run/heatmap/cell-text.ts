import type { AxisBin, MatrixInfo, MatrixKind, WindowAggregation, WindowAxes } from '#shared/domain/matrix.ts';
import type { MatrixWindow } from '#shared/domain/window-bytes.ts';
import { capital } from '../../../text/capital.ts';
import { formatCount, formatFigure } from '../../../text/number.ts';
import { plural } from '../../../text/plural.ts';

/** Where the reader points: indices of drawn rows and columns of a window. */
export type CellAt = { row: number; col: number };

export type Cell = {
  row: AxisBin;
  col: AxisBin;
  /** NaN where there is no data. */
  value: number;
  /** Pairs that count. */
  count: number;
};

export function cellOf(window: MatrixWindow, axes: WindowAxes, { row, col }: CellAt): Cell | null {
  const [rowBin, colBin] = [axes.rows[row], axes.cols[col]];
  const index = row * window.cols + col;
  if (!rowBin || !colBin || window.values[index] === undefined) return null;
  return { row: rowBin, col: colBin, value: window.values[index], count: window.counts[index] ?? 0 };
}

/** Names of what rows and columns are. */
export const sides = (kind: MatrixKind): { row: Noun; col: Noun } => ({
  row: kind === 'item_similarity_matrix' ? 'item' : 'user',
  col: kind === 'user_similarity_matrix' ? 'user' : 'item',
});
export type Noun = 'user' | 'item';

/** "user u017 (T tech)", or "users 120–139 (mostly T tech)" for a bin. */
export function binText(bin: AxisBin, side: string, groups: MatrixInfo['groups']): string {
  const isOne = bin.to - bin.from === 1;
  const group = bin.group === null || !groups ? '' : `${groups.letters[bin.group]} ${groups.names[bin.group]}`;
  const inGroup = group && ` (${isOne ? '' : 'mostly '}${group})`;
  return isOne
    ? `${side} ${bin.id ?? formatCount(bin.from)}${inGroup}`
    : `${side}s ${bin.from}–${bin.to - 1}${inGroup}`;
}

const aggregations: Record<WindowAggregation, string> = {
  mean: 'mean',
  max: 'greatest',
  absmax: 'furthest from zero,',
  density: 'density',
};

/** What the numbers are called, in words that say how they were made. */
export function valuesName(kind: MatrixKind, isAggregated: boolean, agg: WindowAggregation): string {
  if (agg === 'density') return 'density';
  const thing = kind === 'user_item_matrix' ? 'value' : 'similarity';
  return isAggregated ? `${aggregations[agg]} ${thing}` : thing;
}

export const legendTitle = (...what: Parameters<typeof valuesName>): string => {
  const name = valuesName(...what);
  return capital(name);
};

/** What the number of one cell is called. */
export const valueName = (kind: MatrixKind, { row, col }: Pick<Cell, 'row' | 'col'>, agg: WindowAggregation): string =>
  valuesName(kind, row.to - row.from > 1 || col.to - col.from > 1, agg);

/** The most that the 16-bit counts of a window can say. */
const countLimit = 65_535;

/** One sentence for the tooltip, the live region and the table: what, where, how much, of how many. */
export function cellText(cell: Cell, kind: MatrixKind, agg: WindowAggregation, groups: MatrixInfo['groups']): string {
  const side = sides(kind);
  const where = `${binText(cell.row, side.row, groups)} × ${binText(cell.col, side.col, groups)}`;
  const pairs = (cell.row.to - cell.row.from) * (cell.col.to - cell.col.from);
  if (Number.isNaN(cell.value)) return `${where}: no data`;
  const value = `${valueName(kind, cell, agg)} ${formatFigure(cell.value)}`;
  const count = cell.count >= countLimit ? `at least ${formatCount(countLimit)}` : formatCount(cell.count);
  return pairs === 1 ? `${where}: ${value}` : `${where}: ${value}, ${count} of ${plural(pairs, 'pair')} with data`;
}

/** What is known of a cell beside its value, once it has been asked for: of many pairs their mean and greatest, of one what both have. */
export function detailText(
  detail: { mean: number; max: number } | { shared: number; of: [number, number]; noun: Noun },
): string {
  if ('mean' in detail) {
    return Number.isNaN(detail.mean) ? '' : ` · mean ${formatFigure(detail.mean)} · max ${formatFigure(detail.max)}`;
  }
  return ` · ${plural(detail.shared, `shared ${detail.noun}`)} of ${detail.of[0]} / ${detail.of[1]}`;
}
