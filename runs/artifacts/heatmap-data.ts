import type { AxisBin } from '#shared/domain/matrix.ts';
import type { Heatmap } from './heatmap/heatmap.ts';

/**
 * What a picture shows, as JSON: where it comes from, both axes in their order, and one line of numbers for each row of cells.
 * `null` is a cell without data. Bins are [from, to) positions in `ids`.
 */
export function heatmapData({ info, order, agg, rows, cols, ids, window, provenance }: Heatmap): string {
  const facts = {
    matrix: info.kind,
    ...provenance,
    order,
    aggregation: agg,
    sampled: info.sampled,
    groups: info.groups,
    rows: { size: info.rows, bins: rows.map(binFacts), ids: ids.rows },
    cols: { size: info.cols, bins: cols.map(binFacts), ids: ids.cols },
  };
  const head = Object.entries(facts).map(([key, value]) => `  ${JSON.stringify(key)}: ${JSON.stringify(value)},`);
  const lines = Array.from({ length: window.rows }, (_, row) => {
    const values = window.values.subarray(row * window.cols, (row + 1) * window.cols);
    return `    [${Array.from(values, written).join(',')}]`;
  });
  return `{\n${head.join('\n')}\n  "values": [\n${lines.join(',\n')}\n  ]\n}\n`;
}

const binFacts = ({ from, to, group, activity }: AxisBin) => ({ from, to, group, activity });

/** Six decimals, or the seven digits that Float32 has: more would be noise of the conversion. */
function written(value: number): string {
  if (Number.isNaN(value)) return 'null';
  return String(Math.abs(value) < 1 ? Math.round(value * 1e6) / 1e6 : Number(value.toPrecision(7)));
}
