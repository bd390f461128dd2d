/**
 * Square root of a small symmetric matrix, by Jacobi rotations (Golub & Van Loan 8.5). Negative eigenvalues count as 0, so that
 * a matrix that is no matrix of dot products gives the root of the nearest one.
 * @param matrix n × n, n up to a few dozens: O(n³) a sweep
 */
export function symmetricRoot(matrix: readonly (readonly number[])[]): number[][] {
  const n = matrix.length;
  const a = matrix.map((row) => [...row]);
  const v = a.map((_, row) => a.map((__, column) => (row === column ? 1 : 0)));
  for (let sweep = 0; sweep < 60 && offDiagonal(a) > 1e-24; sweep++) {
    for (let p = 0; p < n; p++) for (let q = p + 1; q < n; q++) rotate(a, v, p, q);
  }
  const roots = a.map((row, at) => Math.sqrt(Math.max(0, row[at]!)));
  return a.map((_, row) =>
    a.map((__, column) => roots.reduce((sum, root, k) => sum + v[row]![k]! * root * v[column]![k]!, 0)),
  );
}

const offDiagonal = (a: readonly (readonly number[])[]): number =>
  a.reduce((sum, row, at) => sum + row.reduce((part, x, column) => part + (column === at ? 0 : x * x), 0), 0);

/** Turns the plane of p and q so that a[p][q] becomes 0; v collects the turns. */
function rotate(a: number[][], v: number[][], p: number, q: number): void {
  const apq = a[p]![q]!;
  if (apq === 0) return;
  const theta = (a[q]![q]! - a[p]![p]!) / (2 * apq);
  const t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const c = 1 / Math.sqrt(t * t + 1);
  const s = t * c;
  for (const row of a) turn(row, p, q, c, s);
  const rowP = a[p]!;
  const rowQ = a[q]!;
  for (let k = 0; k < a.length; k++) {
    const x = rowP[k]!;
    const y = rowQ[k]!;
    rowP[k] = c * x - s * y;
    rowQ[k] = s * x + c * y;
  }
  for (const row of v) turn(row, p, q, c, s);
}

function turn(row: number[], p: number, q: number, c: number, s: number): void {
  const x = row[p]!;
  const y = row[q]!;
  row[p] = c * x - s * y;
  row[q] = s * x + c * y;
}
