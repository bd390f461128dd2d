import { z } from 'zod';

/**
 * Interaction type → matrix value (SPEC 2). `binary` gives 1 to any type; `explicit` takes the rating itself;
 * `media` takes `interaction_value` for WATCH where the source has one.
 */
export const weightingPresets = {
  feed: { view: 0.1, click: 0.3, like: 0.7, share: 1, comment: 0.8 },
  engagement: { view: 1, click: 2, like: 5, share: 10 },
  media: { LIKE: 1, WATCH: 1, DISLIKE: -1 },
  binary: {},
  explicit: {},
} as const satisfies Record<string, Record<string, number>>;

export const WeightingPreset = z.enum(['feed', 'engagement', 'media', 'binary', 'explicit']);
export const Aggregation = z.enum(['sum', 'max', 'last']);
export const Transform = z.enum(['none', 'log', 'bm25', 'tfidf']);

/** How interactions become matrix values: a preset, overridden per type, aggregated per pair, then transformed on the training part only. */
export const Weighting = z.strictObject({
  preset: WeightingPreset.default('feed'),
  weights: z.record(z.string(), z.number()).default({}).describe('Overrides of single interaction types'),
  aggregation: Aggregation.default('sum').describe('Several interactions of one user and item: sum, max or last'),
  transform: Transform.default('none').describe('Applied to the aggregated value: log(1 + x), BM25 or TF-IDF'),
});

export type Weighting = z.infer<typeof Weighting>;
