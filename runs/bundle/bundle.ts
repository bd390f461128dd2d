import type { MetricValue } from '#shared/domain/metric.ts';
import type { Candidates, SplitKind } from '#shared/domain/split.ts';
import type { Weighting } from '#shared/domain/weighting.ts';
import type { Csr } from '#runs/matrix/csr.ts';
import type { Reason, SavedModel } from '#runs/models/model.ts';
import type { ItemCategories } from './item-categories.ts';
import type { Manifest } from './manifest.ts';

/** Where a model comes from; enough to train it again. */
export type Lineage = {
  run: { id: string; number: number; name: string };
  /** Milliseconds since 1970. */
  trained_at: number | null;
  trained_on: 'training part' | 'all interactions';
  /** `source` is the kind of source (`file`, `postgres`, …): an address could name people, folders and hosts. */
  dataset: { name: string; version: number; fingerprint: string; source: string; interactions: number };
  split: { kind: SplitKind; fingerprint: string; candidates: Candidates };
  registered: { at: number; by: string; note: string };
};

/** The first items of every user and, as the last row, of a user whom the model does not know; what the Python loader answers with. */
export type Lists = {
  /** users + 2 offsets into `items` and `scores`. */
  indptr: Int32Array;
  items: Int32Array;
  scores: Float64Array;
  /** Of each row: index into `names`. */
  reasons: Int32Array;
  names: readonly Reason[];
  /** The longest a row can be. */
  limit: number;
};

/** Everything that a bundle holds. */
export type BundleContents = {
  name: string;
  version: number;
  algorithm: string;
  config: Record<string, unknown>;
  seed: number;
  weighting: Weighting;
  saved: SavedModel;
  /** users × items: the matrix that the model was trained on. */
  train: Csr;
  userIds: readonly string[];
  itemIds: readonly string[];
  /** Names of items for people, in the order of `itemIds`; null where the data has none. */
  itemNames: readonly (string | null)[] | null;
  /** Null where the data has none. */
  itemCategories: ItemCategories | null;
  /** Null where there would be too many. */
  lists: Lists | null;
  metrics: Record<string, MetricValue>;
  lineage: Lineage;
  /** The program that wrote it: `kindred 0.1.0`. */
  createdBy: string;
};

/** A bundle that was read, with every hash compared and every array checked. */
export type Bundle = BundleContents & {
  manifest: Manifest;
  /** Of the file. */
  sha256: string;
  bytes: number;
};
