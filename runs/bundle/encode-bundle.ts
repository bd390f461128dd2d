import { modelVersionName } from '#shared/domain/model-version.ts';
import { encodeNpy } from '#runs/artifacts/npy.ts';
import type { BundleContents } from './bundle.ts';
import { encodeArchive } from './encode-archive.ts';
import { categoryFiles, itemCategoriesName } from './item-categories.ts';
import { encodeManifest, formatVersion, manifestName, type Manifest } from './manifest.ts';
import { mlflowFiles } from './mlflow-files.ts';
import { modelCard } from './model-card.ts';
import { arrayFiles, fileEntries, json, modelFolder, sorted, text } from './encode-parts.ts';

export const userIdsName = 'vocabularies/user-ids.json';
export const itemIdsName = 'vocabularies/item-ids.json';
export const itemNamesName = 'vocabularies/item-names.json';

/** A bundle's bytes; equal contents give equal bytes, whoever writes them and when. */
export function encodeBundle(contents: BundleContents): Promise<Buffer> {
  const files = new Map<string, Uint8Array>([
    ...dataFiles(contents),
    ['model-card.md', text(modelCard(contents))],
    ...mlflowFiles(contents).map(([name, body]): [string, Uint8Array] => [name, text(body)]),
  ]);
  files.set(manifestName, encodeManifest(manifestOf(contents, files)));
  return encodeArchive(files);
}

function dataFiles({
  train,
  saved,
  lists,
  userIds,
  itemIds,
  itemNames,
  itemCategories,
}: BundleContents): [string, Uint8Array][] {
  const files: [string, Uint8Array][] = [
    ['matrix/indptr.npy', encodeNpy(train.indptr)],
    ['matrix/indices.npy', encodeNpy(train.indices)],
    ['matrix/data.npy', encodeNpy(train.values)],
    [userIdsName, json(userIds)],
    [itemIdsName, json(itemIds)],
  ];
  if (itemNames) files.push([itemNamesName, json(itemNames)]);
  if (itemCategories) files.push(...categoryFiles(itemCategories));
  files.push(...arrayFiles(modelFolder, saved.arrays));
  if (lists) {
    const { indptr, items, scores, reasons } = lists;
    files.push(...arrayFiles('lists/', { indptr, items, scores, reasons }));
  }
  return files;
}

function manifestOf(contents: BundleContents, files: ReadonlyMap<string, Uint8Array>): Manifest {
  const { name, version, algorithm, config, seed, saved, train, userIds, itemIds, itemNames, itemCategories, lists } =
    contents;
  return {
    format: 'kindred-bundle',
    format_version: formatVersion,
    created_by: contents.createdBy,
    model: {
      name,
      version,
      model_version: modelVersionName(name, version),
      algorithm,
      config: sorted(config) as Manifest['model']['config'],
      seed,
      meta: sorted(saved.meta),
    },
    weighting: contents.weighting,
    matrix: { users: train.rows, items: train.cols, values: train.values.length },
    vocabularies: {
      users: { file: userIdsName, count: userIds.length },
      items: { file: itemIdsName, count: itemIds.length },
      item_names: itemNames && { file: itemNamesName, count: itemNames.length },
      item_categories: itemCategories && { file: itemCategoriesName, count: itemCategories.names.length },
    },
    lists: lists && { limit: lists.limit, reasons: [...lists.names] },
    metrics: sorted(contents.metrics),
    lineage: contents.lineage,
    files: fileEntries(files),
  };
}
