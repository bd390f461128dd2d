import { z } from 'zod';
import { createRandom } from '#runs/matrix/random.ts';
import type { Estimator, QueryAlgorithm } from './algorithm.ts';
import { refused } from './checks.ts';
import { drawColumns, stopped, treeConfig, treeSeconds } from './tree-config.ts';
import { growTree, joinTrees, leafOf, loadTrees, saveTrees, type Trees } from './trees.ts';

const Config = z.strictObject({
  n_estimators: z.int().min(1).max(1000).default(60).describe('Trees'),
  ...treeConfig({ max_depth: 10, min_samples_split: 4 }),
  max_features: z.number().gt(0).max(1).default(0.8).describe('Share of the features that each tree may use'),
  max_samples: z
    .int()
    .min(8)
    .max(20_000)
    .default(300)
    .describe('Most samples that each tree is grown on, drawn with replacement; time grows with their square'),
});

/** The mean of trees on bootstrap samples and a part of the features each. */
export const randomForest: QueryAlgorithm<typeof Config> = {
  name: 'random_forest',
  title: 'Random forest',
  description:
    'The mean of regression trees, each grown by CART (ml-cart) on a bootstrap sample with a part of the features (Breiman 2001; Ho 1998). Finds thresholds and interactions; never predicts beyond what it saw.',
  config: Config,
  seconds: (rows, columns, config) =>
    config.n_estimators *
    treeSeconds(Math.min(rows, config.max_samples), columns * config.max_features, config.max_depth),
  fit(table, config, { seed, onStep, shouldStop }) {
    const random = createRandom(seed, 'random forest');
    const rows = table.y.length;
    const drawn = Math.min(rows, config.max_samples);
    const trees: Trees[] = [];
    for (let tree = 0; tree < config.n_estimators; tree++) {
      if (shouldStop()) throw stopped();
      const columns = drawColumns(random, table.columns, config.max_features);
      const bootstrap = Int32Array.from({ length: drawn }, () => random.below(rows));
      trees.push(growTree(table, bootstrap, columns, config));
      onStep(tree + 1, config.n_estimators);
    }
    return forest(joinTrees(trees));
  },
  load({ arrays }, columns) {
    const trees = loadTrees(arrays, columns);
    if (trees.roots.length === 0) throw refused('it has no trees');
    return forest(trees);
  },
};

function forest(trees: Trees): Estimator {
  return {
    predict(row) {
      let sum = 0;
      for (const root of trees.roots) sum += leafOf(trees, root, row);
      return sum / trees.roots.length;
    },
    save: () => ({ arrays: saveTrees(trees), meta: {} }),
  };
}
