import type { Random } from '#runs/matrix/random.ts';
import type { Feature } from './encode.ts';
import { growTree, predict, type Tree } from './tree.ts';

/** One value a bootstrap sample. */
export type Sampled = { explained: Float64Array; importance: Float64Array[] };

/** How often the runs are drawn again, and trees in each forest. */
const samples = 40;
const trees = 6;

/**
 * Permutation importance (Breiman 2001) with its spread: runs are drawn with replacement, a small forest is grown on those,
 * and each parameter is shuffled among the runs that were not drawn. Importance is the growth of the squared error as a share of the metric's variance there.
 * @param metric  one value a run, not all equal
 */
export function permutationImportance(features: readonly Feature[], metric: Float64Array, random: Random): Sampled {
  const explained = new Float64Array(samples);
  const importance = features.map(() => new Float64Array(samples));
  for (let sample = 0; sample < samples; sample++) {
    const { drawn, heldOut } = draw(metric.length, random);
    const forest = Array.from({ length: trees }, () => growTree(features, metric, redraw(drawn, random)));
    const variance = varianceOf(metric, heldOut);
    const error = errorOf(forest, features, metric, heldOut, null);
    explained[sample] = variance > 0 ? 1 - error / variance : 0;
    features.forEach(({ codes }, feature) => {
      const shuffled = random.shuffle(heldOut.slice());
      const worse = errorOf(forest, features, metric, heldOut, { feature, codes, shuffled });
      importance[feature]![sample] = variance > 0 ? (worse - error) / variance : 0;
    });
  }
  return { explained, importance };
}

function draw(n: number, random: Random): { drawn: Int32Array; heldOut: Int32Array } {
  const drawn = Int32Array.from({ length: n }, () => random.below(n));
  const seen = new Set(drawn);
  const heldOut = Int32Array.from({ length: n }, (_, run) => run).filter((run) => !seen.has(run));
  return { drawn, heldOut };
}

const redraw = (drawn: Int32Array, random: Random): Int32Array => drawn.map(() => drawn[random.below(drawn.length)]!);

type Shuffle = { feature: number; codes: Uint8Array; shuffled: Int32Array };

/** Mean squared error over the rows, where one feature may be read from another row. */
function errorOf(
  forest: readonly Tree[],
  features: readonly Feature[],
  metric: Float64Array,
  rows: Int32Array,
  shuffle: Shuffle | null,
): number {
  let sum = 0;
  rows.forEach((row, at) => {
    const codeOf = (feature: number) =>
      feature === shuffle?.feature ? shuffle.codes[shuffle.shuffled[at]!]! : features[feature]!.codes[row]!;
    const predicted = forest.reduce((total, tree) => total + predict(tree, codeOf), 0) / forest.length;
    sum += (predicted - metric[row]!) ** 2;
  });
  return rows.length === 0 ? 0 : sum / rows.length;
}

function varianceOf(metric: Float64Array, rows: Int32Array): number {
  if (rows.length === 0) return 0;
  const mean = rows.reduce((sum, row) => sum + metric[row]!, 0) / rows.length;
  return rows.reduce((sum, row) => sum + (metric[row]! - mean) ** 2, 0) / rows.length;
}
