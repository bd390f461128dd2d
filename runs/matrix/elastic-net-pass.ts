import type { Neighbours } from './compute.ts';

/**
 * Regressions of every column on all others from their Gram matrix G (Friedman, Hastie & Tibshirani 2010, covariance updates):
 * the weights w of column j, w_j = 0, minimise ½·wᵀGw − G_jᵀw + l1·|w|₁ + ½·l2·|w|².
 */
export type ElasticNet = {
  /** size × size, row-major, symmetric. */
  gram: Float64Array;
  size: number;
  l1: number;
  l2: number;
  nonNegative: boolean;
  /** Weights kept of each column, the greatest absolute ones. */
  k: number;
  /** Sweeps over all columns at most. */
  maxIterations: number;
  /** A sweep that changes no weight by more than this share of the greatest one is the last. */
  tolerance: number;
};

/** Every column has its own list, so threads share one job. */
export type ElasticNetJob = { kind: 'elastic-net'; problem: ElasticNet; kept: Neighbours };

export function elasticNetPass({ problem, kept }: ElasticNetJob): (from: number, to: number) => void {
  const weights = new Float64Array(problem.size);
  const gradient = new Float64Array(problem.size);
  return (from, to) => {
    for (let column = from; column < to; column++) {
      regress(problem, column, weights, gradient);
      keepGreatest(kept, column, weights);
    }
  };
}

/** @param gradient G_j − Gw, kept up to date: a weight that stays as it is costs one look */
function regress(problem: ElasticNet, column: number, weights: Float64Array, gradient: Float64Array): void {
  const { gram, size, maxIterations, tolerance } = problem;
  weights.fill(0);
  gradient.set(gram.subarray(column * size, (column + 1) * size));
  for (let iteration = 0; iteration < maxIterations; iteration++) {
    const { change, greatest } = sweep(problem, column, weights, gradient);
    if (change <= tolerance * greatest) return;
  }
}

function sweep(
  { gram, size, l1, l2, nonNegative }: ElasticNet,
  column: number,
  weights: Float64Array,
  gradient: Float64Array,
): { change: number; greatest: number } {
  let change = 0;
  let greatest = 0;
  for (let k = 0; k < size; k++) {
    const before = weights[k]!;
    if (k === column) continue;
    const square = gram[k * size + k]!;
    if (square === 0) continue;
    const pull = gradient[k]! + square * before;
    const size1 = Math.max(0, (nonNegative ? pull : Math.abs(pull)) - l1);
    const after = (Math.sign(pull) * size1) / (square + l2);
    greatest = Math.max(greatest, Math.abs(after));
    if (after === before) continue;
    change = Math.max(change, Math.abs(after - before));
    weights[k] = after;
    const step = after - before;
    for (let i = 0, at = k * size; i < size; i++) gradient[i]! -= step * gram[at + i]!;
  }
  return { change, greatest };
}

function keepGreatest({ k, counts, ids, similarities }: Neighbours, column: number, weights: Float64Array): void {
  const used: number[] = [];
  for (let i = 0; i < weights.length; i++) if (weights[i] !== 0) used.push(i);
  used.sort((a, b) => Math.abs(weights[b]!) - Math.abs(weights[a]!) || a - b);
  counts[column] = Math.min(k, used.length);
  for (let n = 0, at = column * k; n < counts[column]!; n++) {
    ids[at + n] = used[n]!;
    similarities[at + n] = weights[used[n]!]!;
  }
}
