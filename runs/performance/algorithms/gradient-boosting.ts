import { z } from 'zod';
import { createRandom } from '#runs/matrix/random.ts';
import type { Estimator, QueryAlgorithm } from './algorithm.ts';
import { finiteNumber } from './checks.ts';
import { drawColumns, stopped, treeConfig, treeSeconds } from './tree-config.ts';
import { growTree, joinTrees, leafOf, loadTrees, saveTrees, type Trees } from './trees.ts';

const Config = z.strictObject({
  n_estimators: z.int().min(1).max(2000).default(120).describe('Trees, one behind the other'),
  learning_rate: z.number().gt(0).max(1).default(0.1).describe('Part of each tree that is added'),
  ...treeConfig({ max_depth: 3, min_samples_split: 6 }),
  max_features: z.number().gt(0).max(1).default(1).describe('Share of the features that each tree may use'),
  subsample: z
    .number()
    .gt(0)
    .max(1)
    .default(0.7)
    .describe('Share of the samples that each tree is grown on, drawn anew without replacement'),
  max_samples: z
    .int()
    .min(8)
    .max(20_000)
    .default(300)
    .describe('Most samples that each tree is grown on; time grows with their square'),
});

/** Trees on what the trees before them left over (Friedman 2001, 2002). */
export const gradientBoosting: QueryAlgorithm<typeof Config> = {
  name: 'gradient_boosting',
  title: 'Gradient boosting',
  description:
    'Small regression trees, each grown by CART (ml-cart) on what those before it left over, with squared error and a random part of the samples (Friedman 2001, 2002).',
  config: Config,
  seconds: (rows, columns, config) =>
    config.n_estimators * treeSeconds(drawnOf(rows, config), columns * config.max_features, config.max_depth),
  fit(table, config, { seed, onStep, shouldStop }) {
    const { x, y, columns } = table;
    const random = createRandom(seed, 'gradient boosting');
    const rows = y.length;
    const base = y.reduce((sum, value) => sum + value / rows, 0);
    const residuals = y.map((value) => value - base);
    const drawn = drawnOf(rows, config);
    const trees: Trees[] = [];
    for (let tree = 0; tree < config.n_estimators; tree++) {
      if (shouldStop()) throw stopped();
      const chosen = random.shuffle(Int32Array.from({ length: rows }, (_, row) => row)).subarray(0, drawn);
      const grown = growTree(
        { x, y: residuals, columns },
        chosen,
        drawColumns(random, columns, config.max_features),
        config,
      );
      for (let row = 0; row < rows; row++) {
        residuals[row]! -= config.learning_rate * leafOf(grown, 0, x.subarray(row * columns, (row + 1) * columns));
      }
      trees.push(grown);
      onStep(tree + 1, config.n_estimators);
    }
    return boosted(joinTrees(trees), base, config.learning_rate);
  },
  load: ({ arrays, meta }, columns) =>
    boosted(loadTrees(arrays, columns), finiteNumber(meta, 'base'), finiteNumber(meta, 'learning_rate')),
};

const drawnOf = (rows: number, { max_samples, subsample }: z.output<typeof Config>): number =>
  Math.max(1, Math.min(max_samples, Math.round(rows * subsample)));

function boosted(trees: Trees, base: number, rate: number): Estimator {
  return {
    predict(row) {
      let sum = base;
      for (const root of trees.roots) sum += rate * leafOf(trees, root, row);
      return sum;
    },
    save: () => ({ arrays: saveTrees(trees), meta: { base, learning_rate: rate } }),
  };
}
