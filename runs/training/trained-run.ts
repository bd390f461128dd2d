import { openArtifacts } from '#runs/artifacts/artifact-store.ts';
import type { ItemCategories } from '#runs/bundle/item-categories.ts';
import { buildMatrix } from '#runs/data/build-matrix.ts';
import type { Vocabulary } from '#runs/data/interactions.ts';
import { readSnapshot, type Snapshot } from '#runs/data/snapshot.ts';
import { makeSplit } from '#runs/data/split.ts';
import type { Csr } from '#runs/matrix/csr.ts';
import { findAlgorithm, parseConfig } from '#runs/models/algorithms.ts';
import type { Model, SavedModel } from '#runs/models/model.ts';
import type { Recommender } from '#runs/models/recommender.ts';
import { savedModel } from './model-files.ts';
import type { RunData } from './protocol.ts';
import { recommenderOf } from './recommender-of.ts';

/** What a finished run's model is made of again. */
export type TrainedRunSource = RunData & {
  id: string;
  algorithm: string;
  config: Record<string, unknown>;
  seed: number;
  artifactsRoot: string;
  /** The run's model files: name → SHA-256. */
  files: Record<string, string>;
};

export type TrainedRun = {
  model: Model;
  recommender: Recommender;
  userIds: Vocabulary;
  itemIds: Vocabulary;
  /** Names of items for people; null where the data has none. */
  itemNames: readonly (string | null)[] | null;
  /** What items are about; null where the data does not say. */
  itemCategories: ItemCategories | null;
  /** The matrix that the model was trained on, the config with its defaults, and what was saved. */
  train: Csr;
  config: Record<string, unknown>;
  saved: SavedModel;
};

/** Loads the model of a finished run over the same matrix that it was trained on. */
export async function loadTrainedRun(source: TrainedRunSource): Promise<TrainedRun> {
  const snapshot = readSnapshot(source.snapshotFolder);
  const loaded = await loadModel(source, snapshot);
  const { model, train, config } = loaded;
  const { userIds, itemIds } = snapshot.interactions;
  const { names: itemNames = null, categories: itemCategories = null } = snapshot.attributes.items ?? {};
  return {
    ...loaded,
    recommender: recommenderOf(model, train, config, source.seed),
    userIds,
    itemIds,
    itemNames,
    itemCategories,
  };
}

/** As `loadTrainedRun`, over data that was read before. */
export async function loadModel(
  source: TrainedRunSource,
  snapshot: Snapshot,
): Promise<Pick<TrainedRun, 'model' | 'train' | 'config' | 'saved'>> {
  const artifacts = openArtifacts(source.artifactsRoot);
  const files = new Map<string, Uint8Array>();
  for (const [name, sha256] of Object.entries(source.files)) files.set(name, await artifacts.read(sha256));
  const train = trainingMatrix(snapshot, source);
  const algorithm = findAlgorithm(source.algorithm);
  const config = parseConfig(algorithm, source.config);
  const saved = savedModel(files);
  return { model: algorithm.load(saved, train, config), train, config, saved };
}

/** What the model that a run keeps has learned from: with folds, everything. */
export function trainingMatrix(snapshot: Snapshot, { split, weighting }: RunData): Csr {
  const { folds } = makeSplit(snapshot, split, weighting);
  const rows = folds.length === 1 ? folds[0]!.trainRows : null;
  return buildMatrix(snapshot.interactions, rows, weighting);
}
