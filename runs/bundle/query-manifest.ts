import { z } from 'zod';
import { featureNames, queryFeatures } from '#shared/domain/query-features.ts';
import { Count, FileEntry, LineageRun, ModelFacts, Registered } from './manifest-parts.ts';
import { MetricValue } from '#shared/domain/metric.ts';

/** From this version on a manifest says which kind of model it is of. */
export const queryFormatVersion = 2;

const Feature = z.strictObject({ name: z.string(), unit: z.string(), source: z.string() });

/** What a bundle of a model of query performance holds. */
export const QueryManifest = z.strictObject({
  format: z.literal('kindred-bundle'),
  format_version: z.literal(queryFormatVersion),
  kind: z.literal('query_performance'),
  created_by: z.string(),
  model: ModelFacts,
  /** What the model is asked with, in this order; a query of which something is unknown is answered too. */
  features: z
    .array(Feature)
    .refine((features) => JSON.stringify(features.map(({ name }) => name)) === JSON.stringify(featureNames), {
      error: `not the features that this Kindred knows: ${featureNames.join(', ')}`,
    }),
  /** What it predicts, with the level of the interval in percent. */
  target: z.strictObject({ name: z.literal('execution_ms'), unit: z.literal('ms'), interval: z.literal(90) }),
  examples: Count,
  metrics: z.record(z.string(), MetricValue),
  lineage: z.strictObject({
    run: LineageRun,
    trained_at: z.number().nullable(),
    dataset: z.strictObject({
      name: z.string(),
      version: z.int(),
      fingerprint: z.string(),
      source: z.string(),
      queries: Count,
      samples: Count,
    }),
    split: z.strictObject({ kind: z.literal('by-query'), fingerprint: z.string() }),
    registered: Registered,
  }),
  /** Every file of the bundle but this one, by name. */
  files: z.array(FileEntry),
});

export type QueryManifest = z.infer<typeof QueryManifest>;

export const manifestFeatures = queryFeatures.map(({ name, unit, source }) => ({ name, unit, source }));
