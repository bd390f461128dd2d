import { formatCount } from '#shared/domain/format-count.ts';
import { createRandom } from '#runs/matrix/random.ts';
import { rowLength, type Csr } from '#runs/matrix/csr.ts';
import { storedOrder } from '#runs/matrix/ordering.ts';

/** Up to this many rows a similarity matrix shows all of them; above, a sample of `sampleSize`. */
export const maxSimilarityRows = 10_000;
export const sampleSize = 2000;

/** Rows of a sample, ascending, and the sentence that says so wherever the sample is shown. */
export type RowSample = { rows: Int32Array; said: string };

/** @returns null where there are few enough rows to show them all */
export function sampleRows(matrix: Csr, groupOf: Int32Array | null, noun: string): RowSample | null {
  return matrix.rows <= maxSimilarityRows ? null : sampleOf(matrix, groupOf, noun);
}

/**
 * A stratified sample of `sampleSize` rows: they are sorted by group (where groups are known) and then by activity, cut into strata of
 * equal size, and one of each stratum is drawn. So groups and activity levels keep their shares.
 * @param noun  what a row is: "user"
 */
export function sampleOf(matrix: Csr, groupOf: Int32Array | null, noun: string): RowSample {
  const total = matrix.rows;
  const group = (row: number) => groupOf?.[row] ?? 0;
  const sorted = storedOrder(total).sort(
    (a, b) => group(a) - group(b) || rowLength(matrix, b) - rowLength(matrix, a) || a - b,
  );
  const random = createRandom(0, 'sample');
  const rows = Int32Array.from({ length: sampleSize }, (_, stratum) => {
    const from = Math.floor((stratum * total) / sampleSize);
    const to = Math.floor(((stratum + 1) * total) / sampleSize);
    return sorted[from + random.below(to - from)]!;
  }).sort();
  const strata = groupOf ? 'group' : 'activity';
  return {
    rows,
    said: `sample of ${formatCount(sampleSize)} of ${formatCount(total)} ${noun}s, stratified by ${strata}`,
  };
}
