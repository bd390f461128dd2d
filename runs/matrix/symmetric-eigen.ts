const sweeps = 60;

/**
 * Eigenvalues, descending, and eigenvectors of a small symmetric matrix by Jacobi's rotations (Golub & Van Loan, section 8.5).
 * @param matrix size × size, row-major; left as it is
 * @param keepGoing called before each row of rotations; throws to stop
 * @returns `vectors`, size × size: column f belongs to value f, and its greatest absolute entry is positive
 */
export function symmetricEigen(
  matrix: Float64Array,
  size: number,
  keepGoing: () => void,
): { values: Float64Array; vectors: Float64Array } {
  const a = matrix.slice();
  const v = new Float64Array(size * size);
  for (let i = 0; i < size; i++) v[i * size + i] = 1;
  for (let sweep = 0; sweep < sweeps && !isDiagonal(a, size); sweep++) {
    for (let p = 0; p < size - 1; p++) {
      keepGoing();
      for (let q = p + 1; q < size; q++) rotate(a, v, size, p, q);
    }
  }
  const order = Array.from({ length: size }, (_, i) => i).sort((i, j) => a[j * size + j]! - a[i * size + i]! || i - j);
  const vectors = new Float64Array(size * size);
  order.forEach((from, to) => copyUpright(v, from, vectors, to, size));
  return { values: Float64Array.from(order, (i) => a[i * size + i]!), vectors };
}

function isDiagonal(a: Float64Array, size: number): boolean {
  let off = 0;
  let all = 0;
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) {
      const square = a[i * size + j]! ** 2;
      all += square;
      if (i !== j) off += square;
    }
  }
  return off <= all * Number.EPSILON ** 2;
}

/** Turns rows and columns p and q so that a(p, q) becomes 0. */
function rotate(a: Float64Array, v: Float64Array, size: number, p: number, q: number): void {
  const apq = a[p * size + q]!;
  if (apq === 0) return;
  const theta = (a[q * size + q]! - a[p * size + p]!) / (2 * apq);
  const t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.hypot(theta, 1));
  const cosine = 1 / Math.hypot(t, 1);
  const sine = t * cosine;
  turnColumns(a, size, p, q, cosine, sine);
  turnColumns(v, size, p, q, cosine, sine);
  for (let k = 0; k < size; k++) {
    const ofP = a[p * size + k]!;
    const ofQ = a[q * size + k]!;
    a[p * size + k] = cosine * ofP - sine * ofQ;
    a[q * size + k] = sine * ofP + cosine * ofQ;
  }
}

function turnColumns(a: Float64Array, size: number, p: number, q: number, cosine: number, sine: number): void {
  for (let k = 0; k < size; k++) {
    const ofP = a[k * size + p]!;
    const ofQ = a[k * size + q]!;
    a[k * size + p] = cosine * ofP - sine * ofQ;
    a[k * size + q] = sine * ofP + cosine * ofQ;
  }
}

function copyUpright(v: Float64Array, from: number, out: Float64Array, to: number, size: number): void {
  let greatest = 0;
  for (let k = 0; k < size; k++) {
    if (Math.abs(v[k * size + from]!) > Math.abs(greatest)) greatest = v[k * size + from]!;
  }
  const sign = greatest < 0 ? -1 : 1;
  for (let k = 0; k < size; k++) out[k * size + to] = sign * v[k * size + from]!;
}
