import { z } from 'zod';
import { KindredError } from '#shared/api/errors.ts';
import type { Csr } from '#runs/matrix/csr.ts';
import { als } from './als.ts';
import { choice, coldStart, decimalNumber, neighbourCount } from './config-fields.ts';
import { content, contentOf, loadContent } from './content.ts';
import { ease } from './ease.ts';
import { freshnessOf } from './freshness.ts';
import { createHybrid } from './hybrid-model.ts';
import type { HybridParts } from './hybrid-model.ts';
import { itemKnn } from './item-knn.ts';
import type { Algorithm, Cost, SavedModel, Shape, TrainContext } from './model.ts';
import { rp3beta } from './rp3beta.ts';
import { savedFloats, unnested } from './saved.ts';
import { halfLifeDays } from './trending.ts';
import { userKnn } from './user-knn.ts';

/** What may be the collaborative part. */
const cfAlgorithms: Record<string, Algorithm> = { user_knn: userKnn, item_knn: itemKnn, rp3beta, ease, als };

const weightField = (usual: number, what: string) =>
  decimalNumber(0, 1000).default(usual).describe(`Weight of ${what}; weights are divided by their sum`);

const cfFields = {
  cf: choice(['user_knn', 'item_knn', 'rp3beta', 'ease', 'als'])
    .default('user_knn')
    .describe('The collaborative part, with its usual parameters'),
  n_neighbors: neighbourCount(10, 'Most similar users or items (for user_knn, item_knn and rp3beta)'),
};

const feedConfig = z.strictObject({
  cf_weight: weightField(0.7, 'the collaborative score'),
  content_weight: weightField(0.2, 'matching categories'),
  recency_weight: weightField(0.1, 'being new'),
  recency_half_life_days: halfLifeDays('Days in which being new loses half of its worth'),
  ...cfFields,
  cold_start: coldStart('popular'),
});

const mediaConfig = z.strictObject({
  content_weight: weightField(0.4, 'matching categories'),
  cf_weight: weightField(0.6, 'the collaborative score'),
  ...cfFields,
  cold_start: coldStart('popular'),
});

const formula = (parts: string) =>
  `The weighted mean of scores that each lie in [0, 1]: ${parts}. Content is the score of the algorithm content, CF that of the algorithm named by cf. A part that knows nothing of a user counts as 0.`;

/** The reference's mix for feeds of posts. */
export const hybridFeed: Algorithm<typeof feedConfig> = {
  name: 'hybrid_feed',
  title: 'Hybrid for feeds',
  description: formula(
    '(0.7 · CF + 0.2 · content + 0.1 · recency) / 1, recency = 2^(−age / half-life) since the item was made, or first seen where that is unknown',
  ),
  config: feedConfig,
  estimate: estimateHybrid,
  train: (ratings, config, context) => train('hybrid_feed', ratings, config, context),
  load,
};

/** The reference's mix for films and series. */
export const hybridMedia: Algorithm<typeof mediaConfig> = {
  name: 'hybrid_media',
  title: 'Hybrid for media',
  description: formula('(0.4 · content + 0.6 · CF) / 1'),
  config: mediaConfig,
  estimate: estimateHybrid,
  train: (ratings, config, context) => train('hybrid_media', ratings, config, context),
  load,
};

type HybridConfig = z.output<typeof mediaConfig> & { recency_weight?: number; recency_half_life_days?: number };

function collaborative({ cf, n_neighbors }: HybridConfig) {
  const algorithm = cfAlgorithms[cf]!;
  const own = 'n_neighbors' in algorithm.config.shape ? { n_neighbors } : {};
  return { algorithm, config: algorithm.config.parse(own) };
}

/** @throws KindredError invalid_input where no part has a weight */
function estimateHybrid(shape: Shape, options: HybridConfig): Cost {
  const { cf_weight, content_weight, recency_weight = 0 } = options;
  if (cf_weight + content_weight === 0) {
    const parts = recency_weight > 0 ? 'being new alone knows nothing of users' : 'all weights are 0';
    throw new KindredError(
      'invalid_input',
      `There is nothing to mix: ${parts}. Give cf_weight or content_weight a value above 0.`,
    );
  }
  const { algorithm, config } = collaborative(options);
  const costs = [algorithm.estimate(shape, config), content.estimate(shape, content.config.parse({}))];
  const sum = (pick: (cost: Cost) => number) => costs.reduce((total, cost) => total + pick(cost), 0);
  const { search } = costs[0]!;
  const bytes = sum((cost) => cost.bytes) + shape.items * 16;
  return { bytes, operations: sum((cost) => cost.operations), ...(search && { search }) };
}

async function train(name: string, ratings: Csr, options: HybridConfig, context: TrainContext) {
  const { cf_weight, content_weight, recency_weight = 0, recency_half_life_days = 0 } = options;
  const { algorithm, config } = collaborative(options);
  const models: HybridParts['models'] = [];
  if (content_weight > 0) {
    const model = contentOf(context.side, ratings, name, ', or set content_weight to 0');
    models.push({ prefix: 'content_', weight: content_weight, model });
  }
  if (cf_weight > 0) {
    models.push({ prefix: 'cf_', weight: cf_weight, model: await algorithm.train(ratings, config, context) });
  }
  const freshness = recency_weight > 0 ? freshnessOf(context.side, ratings.cols, recency_half_life_days) : null;
  return createHybrid({ models, recency: freshness && { weight: recency_weight, freshness } }, ratings.cols);
}

function load(saved: SavedModel, ratings: Csr, options: HybridConfig) {
  const { cf_weight, content_weight, recency_weight = 0 } = options;
  const { algorithm, config } = collaborative(options);
  const models: HybridParts['models'] = [];
  if (content_weight > 0) {
    models.push({
      prefix: 'content_',
      weight: content_weight,
      model: loadContent(unnested(saved, 'content_'), ratings),
    });
  }
  if (cf_weight > 0) {
    models.push({ prefix: 'cf_', weight: cf_weight, model: algorithm.load(unnested(saved, 'cf_'), ratings, config) });
  }
  const freshness = recency_weight > 0 ? savedFloats(saved, 'recency', ratings.cols, 'ages of items') : null;
  return createHybrid({ models, recency: freshness && { weight: recency_weight, freshness } }, ratings.cols);
}
