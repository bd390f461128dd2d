import type { Feature } from './encode.ts';

/** A regression tree: a mean, or a question with two answers. */
export type Tree = { mean: number } | { feature: number; edge: number; below: Tree; above: Tree };

const deepest = 12;
/** Runs on each side of a split. */
const smallest = 3;
/** A gain that rounding could have made is none; as a share of the squared error that is left. */
const leastGain = 1e-9;

/**
 * Least squares: each split takes the most squared error away (Breiman et al. 1984), the first one of equal ones.
 * @param rows  indices of runs, with repeats; reordered by this
 */
export function growTree(features: readonly Feature[], metric: Float64Array, rows: Int32Array, depth = 0): Tree {
  const mean = meanOf(metric, rows);
  const split = depth < deepest && rows.length >= 2 * smallest ? bestSplit(features, metric, rows, mean) : null;
  if (!split) return { mean };
  const { codes } = features[split.feature]!;
  const size = partition(rows, codes, split.edge);
  return {
    ...split,
    below: growTree(features, metric, rows.subarray(0, size), depth + 1),
    above: growTree(features, metric, rows.subarray(size), depth + 1),
  };
}

/** @param codeOf  the place of the run in a feature */
export function predict(tree: Tree, codeOf: (feature: number) => number): number {
  let at = tree;
  while ('feature' in at) at = codeOf(at.feature) < at.edge ? at.below : at.above;
  return at.mean;
}

function meanOf(metric: Float64Array, rows: Int32Array): number {
  let sum = 0;
  for (const row of rows) sum += metric[row]!;
  return sum / rows.length;
}

function bestSplit(
  features: readonly Feature[],
  metric: Float64Array,
  rows: Int32Array,
  mean: number,
): { feature: number; edge: number } | null {
  let error = 0;
  for (const row of rows) error += (metric[row]! - mean) ** 2;
  let best: { feature: number; edge: number } | null = null;
  let gain = error * leastGain;
  features.forEach((feature, index) => {
    const found = bestEdge(feature, metric, rows, mean);
    if (found.gain <= gain) return;
    gain = found.gain;
    best = { feature: index, edge: found.edge };
  });
  return best;
}

/** With deviations from the mean, a split into n₁ and n₂ runs takes s²/n₁ + s²/n₂ away, where s is the sum on either side. */
function bestEdge({ codes, places }: Feature, metric: Float64Array, rows: Int32Array, mean: number) {
  const sums = new Float64Array(places);
  const counts = new Int32Array(places);
  for (const row of rows) {
    const code = codes[row]!;
    sums[code]! += metric[row]! - mean;
    counts[code]! += 1;
  }
  let best = { gain: 0, edge: 0 };
  let sum = 0;
  let below = 0;
  for (let edge = 1; edge < places; edge++) {
    sum += sums[edge - 1]!;
    below += counts[edge - 1]!;
    const above = rows.length - below;
    if (counts[edge - 1] === 0 || below < smallest || above < smallest) continue;
    const gain = (sum * sum) / below + (sum * sum) / above;
    if (gain > best.gain) best = { gain, edge };
  }
  return best;
}

/** Moves the rows below the edge to the front. @returns how many they are */
function partition(rows: Int32Array, codes: Uint8Array, edge: number): number {
  let front = 0;
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at]!;
    if (codes[row]! >= edge) continue;
    rows[at] = rows[front]!;
    rows[front++] = row;
  }
  return front;
}
