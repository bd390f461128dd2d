import type { Algorithm, Model, SideInformation } from './model.ts';
import { joined, nested, unnested } from './saved.ts';
import { loadTrending, trendingOf, usualHalfLife } from './trending.ts';

const prefix = 'cold_start_';

/** The algorithm whose models keep what is trending where that is their cold-start policy: a loaded model no longer sees the events. */
export function withTrendingColdStart(algorithm: Algorithm): Algorithm {
  return {
    ...algorithm,
    async train(ratings, config, context) {
      const model = await algorithm.train(ratings, config, context);
      return config['cold_start'] === 'trending' ? withTrending(model, ofEvents(context.side, ratings.cols)) : model;
    },
    load(saved, ratings, config) {
      const model = algorithm.load(saved, ratings, config);
      if (config['cold_start'] !== 'trending') return model;
      return withTrending(model, loadTrending(unnested(saved, prefix), ratings.cols));
    },
  };
}

const ofEvents = (side: SideInformation, items: number): Model => trendingOf(side, items, usualHalfLife);

const withTrending = (model: Model, trending: Model): Model => ({
  ...model,
  trending,
  save: () => joined(model.save(), nested(trending.save(), prefix)),
});
