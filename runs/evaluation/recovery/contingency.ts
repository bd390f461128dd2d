/** How often each label of one clustering meets each of another. */
export type Contingency = { cells: Float64Array; rows: Float64Array; columns: Float64Array; total: number };

/** @param a, b labels of the same things, from 0 */
export function contingency(a: Int32Array, b: Int32Array): Contingency {
  const count = (labels: Int32Array) => labels.reduce((most, label) => Math.max(most, label), -1) + 1;
  const width = count(b);
  const cells = new Float64Array(count(a) * width);
  const rows = new Float64Array(count(a));
  const columns = new Float64Array(width);
  a.forEach((label, at) => {
    cells[label * width + b[at]!]! += 1;
    rows[label]! += 1;
    columns[b[at]!]! += 1;
  });
  return { cells, rows, columns, total: a.length };
}
