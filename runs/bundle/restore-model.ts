import type { BundleContents } from '#runs/bundle/bundle.ts';
import { findAlgorithm, parseConfig } from '#runs/models/algorithms.ts';
import type { Model } from '#runs/models/model.ts';
import { createRecommender, type ColdStart, type Recommender } from '#runs/models/recommender.ts';

/** The model of a bundle, ready to answer; equal bits to the one that was evaluated. */
export function restoreModel({
  algorithm: name,
  config: saved,
  seed,
  saved: files,
  train,
}: Pick<BundleContents, 'algorithm' | 'config' | 'seed' | 'saved' | 'train'>): {
  model: Model;
  recommender: Recommender;
} {
  const algorithm = findAlgorithm(name);
  const config = parseConfig(algorithm, saved);
  const model = algorithm.load(files, train, config);
  const coldStart = config['cold_start'] as ColdStart;
  return { model, recommender: createRecommender({ model, train, coldStart, seed }) };
}
