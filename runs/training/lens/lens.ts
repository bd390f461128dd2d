import type { NamedItem, UserRow } from '#shared/domain/user-lens.ts';
import type { SplitSpec } from '#shared/domain/split.ts';
import { readSnapshot, type Snapshot } from '#runs/data/snapshot.ts';
import { makeSplit } from '#runs/data/split.ts';
import { rowLength, type Csr } from '#runs/matrix/csr.ts';
import { createSimilarRows, type SimilarRows } from '#runs/matrix/similar-rows.ts';
import { recommenderOf } from '../recommender-of.ts';
import { loadModel, type TrainedRun, type TrainedRunSource } from '../trained-run.ts';

/** A run whose model is looked at user by user. */
export type LensSource = TrainedRunSource & {
  /** The split that the run's metrics are of. */
  measured: SplitSpec;
};

/** A trained run with its data at hand, kept while people look at it. */
export type Lens = TrainedRun & {
  source: LensSource;
  snapshot: Snapshot;
  /** Held-out pairs, users × items; null where the model has learned from everything (folds). */
  heldOut: Csr | null;
  /** Cosines of training rows. */
  similar: SimilarRows;
};

export async function openLens(source: LensSource): Promise<Lens> {
  const snapshot = readSnapshot(source.snapshotFolder);
  const loaded = await loadModel(source, snapshot);
  const { model, train, config } = loaded;
  const { userIds, itemIds } = snapshot.interactions;
  const { folds } = makeSplit(snapshot, source.measured, source.weighting);
  return {
    ...loaded,
    source,
    snapshot,
    recommender: recommenderOf(model, train, config, source.seed),
    userIds,
    itemIds,
    itemNames: snapshot.attributes.items?.names ?? null,
    itemCategories: snapshot.attributes.items?.categories ?? null,
    heldOut: folds.length === 1 ? folds[0]!.test : null,
    similar: createSimilarRows(() => train),
  };
}

/** A user by index as lists name them. */
export function userRow({ userIds, train, snapshot: { groups } }: Lens, index: number): UserRow {
  const group = groups?.ofUser[index] ?? -1;
  return {
    user: userIds.id(index),
    group: groups && group >= 0 ? { index: group, letter: groups.letters[group]!, name: groups.names[group]! } : null,
    items: rowLength(train, index),
  };
}

export const namedItem = ({ itemIds, itemNames }: Lens, item: number): NamedItem => ({
  item: itemIds.id(item),
  name: itemNames?.[item] ?? null,
});
