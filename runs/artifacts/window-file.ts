import { csvCell } from '#shared/domain/csv-cell.ts';
import type { AxisBin, MatrixInfo, WindowAxes, WindowRequest } from '#shared/domain/matrix.ts';
import type { MatrixWindow } from '#shared/domain/window-bytes.ts';

/** A window and where it comes from. */
export type WindowFile = {
  /** Facts of the run and its data: name → value, as they are printed. */
  provenance: Record<string, string>;
  request: Omit<WindowRequest, 'run'>;
  info: MatrixInfo;
  axes: WindowAxes;
  window: MatrixWindow;
};

/** Facts of a file about a matrix, the same in every format. */
export function exportFacts({
  provenance,
  request,
  info,
}: Omit<WindowFile, 'axes' | 'window'>): Record<string, string> {
  const { order, agg, diagonal } = request;
  return {
    ...provenance,
    matrix: info.kind,
    order,
    aggregation: agg,
    ...(info.kind !== 'user_item_matrix' && { diagonal }),
    ...(info.sampled !== null && { sampled: info.sampled }),
  };
}

/** The facts as lines that begin with `#`, which readers of CSV skip when asked to. */
export const factLines = (facts: Record<string, string>): string =>
  Object.entries(facts)
    .map(([name, value]) => `# ${name}: ${value.replaceAll(/[\r\n]+/g, ' ')}\n`)
    .join('');

/** A line for each cell: positions [from, to) of its row and column, their id where it is one, the value, and the pairs that count. */
export function windowCsv(file: WindowFile): string {
  const { axes, window } = file;
  const lines = axes.rows.flatMap((row, i) =>
    axes.cols.map((col, j) => {
      const at = i * window.cols + j;
      const value = window.values[at]!;
      return `${binCells(row)},${binCells(col)},${Number.isNaN(value) ? '' : value},${window.counts[at]!}\n`;
    }),
  );
  const head = 'row_from,row_to,row,col_from,col_to,col,value,pairs\n';
  return `${factLines(exportFacts(file))}${head}${lines.join('')}`;
}

const binCells = ({ from, to, id }: AxisBin) => `${from},${to},${csvCell(id)}`;

/**
 * The same as JSON, with everybody's place in the order; no data is null.
 * @param ids  of the whole matrix in the order
 */
export function windowJson(file: WindowFile, ids: { rows: string[]; cols: string[] }): string {
  const { axes, window, request } = file;
  const { r0, r1, c0, c1 } = request;
  const values = axes.rows.map((_, i) =>
    Array.from(window.values.subarray(i * window.cols, (i + 1) * window.cols), (value) =>
      Number.isNaN(value) ? null : value,
    ),
  );
  return `${JSON.stringify({ ...exportFacts(file), order_of: ids, window: { r0, r1, c0, c1 }, ...axes, values })}\n`;
}
