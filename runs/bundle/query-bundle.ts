import type { MetricValue } from '#shared/domain/metric.ts';
import type { SavedModel } from '#runs/models/model.ts';
import type { Lineage } from './bundle.ts';
import type { QueryManifest } from './query-manifest.ts';

/** Where a model of query performance comes from; enough to train it again. */
export type QueryLineage = Pick<Lineage, 'run' | 'trained_at' | 'registered'> & {
  /** `source` is the kind of source: an address could name people, folders and hosts. */
  dataset: { name: string; version: number; fingerprint: string; source: string; queries: number; samples: number };
  split: { kind: 'by-query'; fingerprint: string };
};

/** Queries that the model was asked for when it was registered, and what it said; whoever loads it must get the same bits. */
export type QueryExamples = {
  /** examples × features, all known. */
  features: Float64Array;
  /** (1 + examples) × [predicted, lower, upper] in milliseconds; the first is of a query of which nothing is known. */
  predictions: Float64Array;
};

/** Everything that a bundle of a model of query performance holds. */
export type QueryBundleContents = {
  name: string;
  version: number;
  algorithm: string;
  config: Record<string, unknown>;
  seed: number;
  saved: SavedModel;
  examples: QueryExamples;
  metrics: Record<string, MetricValue>;
  lineage: QueryLineage;
  /** The program that wrote it: `kindred 0.1.0`. */
  createdBy: string;
};

/** One that was read, with every hash compared and every array checked. */
export type QueryBundle = QueryBundleContents & {
  manifest: QueryManifest;
  /** Of the file. */
  sha256: string;
  bytes: number;
};
