/** Mean of a few repeated measurements (runs that differ only in their seed) with what can be said about it. */
export type MeanWithInterval = {
  /** Values that are numbers. */
  n: number;
  /** NaN without any. */
  mean: number;
  /** Sample standard deviation (n − 1); null for fewer than two values. */
  sd: number | null;
  /** 95 % interval of the mean by Student's t with n − 1 degrees of freedom; null for fewer than two values. */
  ci: [number, number] | null;
};

/** Values that are not numbers are left out, and `n` says how many stayed. */
export function meanWithInterval(values: readonly number[]): MeanWithInterval {
  const known = values.filter((value) => Number.isFinite(value));
  const n = known.length;
  // Added up as distances from the first value, so that equal values have exactly their mean and no spread.
  const [first = NaN] = known;
  const mean = first + known.reduce((sum, value) => sum + (value - first), 0) / n;
  if (n < 2) return { n, mean, sd: null, ci: null };
  const squares = known.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const sd = Math.sqrt(squares / (n - 1));
  const half = (quantile975(n - 1) * sd) / Math.sqrt(n);
  return { n, mean, sd, ci: [mean - half, mean + half] };
}

const known975 = new Map<number, number>();

/** A table of runs asks for the same few quantiles thousands of times. */
function quantile975(degrees: number): number {
  const known = known975.get(degrees) ?? studentQuantile(0.975, degrees);
  known975.set(degrees, known);
  return known;
}

/**
 * Quantile of Student's t by bisection of its distribution function, which rises everywhere.
 * @param p  0.5 < p < 1
 * @param degrees  degrees of freedom, a whole number from 1
 */
export function studentQuantile(p: number, degrees: number): number {
  let low = 0;
  let high = 1;
  while (studentCdf(high, degrees) < p) high *= 2;
  // Each step halves the interval; it ends where two neighbouring doubles are left.
  for (let middle = (low + high) / 2; middle > low && middle < high; middle = (low + high) / 2) {
    if (studentCdf(middle, degrees) < p) low = middle;
    else high = middle;
  }
  return high;
}

/**
 * Distribution function for t ≥ 0 and whole degrees of freedom, the finite sums of Abramowitz & Stegun 26.7.3 and 26.7.4:
 * A(t|ν) = P(|T| ≤ t) with θ = atan(t/√ν), and the answer is (1 + A) / 2.
 */
function studentCdf(t: number, degrees: number): number {
  const theta = Math.atan(t / Math.sqrt(degrees));
  const cosine = Math.cos(theta);
  const odd = degrees % 2 === 1;
  let term = odd ? cosine : 1;
  let sum = degrees === 1 ? 0 : term;
  for (let k = odd ? 3 : 2; k <= degrees - 2; k += 2) {
    term *= ((k - 1) / k) * cosine * cosine;
    sum += term;
  }
  const within = odd ? (2 / Math.PI) * (theta + Math.sin(theta) * sum) : Math.sin(theta) * sum;
  return (1 + within) / 2;
}
