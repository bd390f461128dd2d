import type { Csr } from '#runs/matrix/csr.ts';
import type { Model } from '#runs/models/model.ts';
import { createRecommender, type ColdStart, type Recommender } from '#runs/models/recommender.ts';

/** A run's model with the cold-start policy of its config. @param config with its defaults */
export function recommenderOf(model: Model, train: Csr, config: Record<string, unknown>, seed: number): Recommender {
  return createRecommender({ model, train, coldStart: config['cold_start'] as ColdStart, seed });
}
