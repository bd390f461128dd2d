import type { BundleContents } from '#runs/bundle/bundle.ts';
import { storeBundle, type StoredBundle } from '#runs/bundle/store-bundle.ts';
import { topLists } from './top-lists.ts';
import { loadTrainedRun, type TrainedRunSource } from './trained-run.ts';

/** A finished run that becomes a bundle under a name and a version. */
export type BundleTask = {
  source: TrainedRunSource;
  /** Where bundles are kept. */
  folder: string;
  identity: Pick<BundleContents, 'name' | 'version' | 'metrics' | 'lineage' | 'createdBy'>;
};

export async function bundleRun({ source, folder, identity }: BundleTask): Promise<StoredBundle> {
  const { userIds, itemIds, itemNames, itemCategories, train, config, saved, recommender } =
    await loadTrainedRun(source);
  return storeBundle(folder, {
    ...identity,
    algorithm: source.algorithm,
    config,
    seed: source.seed,
    weighting: source.weighting,
    saved,
    train,
    userIds: userIds.ids,
    itemIds: itemIds.ids,
    itemNames,
    itemCategories,
    lists: topLists(recommender, train),
  });
}
