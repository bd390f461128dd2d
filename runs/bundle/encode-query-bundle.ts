import { intervalLevel } from '#shared/domain/metrics/query-performance.ts';
import { modelVersionName } from '#shared/domain/model-version.ts';
import { featureNames } from '#shared/domain/query-features.ts';
import { encodeArchive } from './encode-archive.ts';
import { arrayFiles, fileEntries, modelFolder, sorted, text } from './encode-parts.ts';
import { encodeManifest, manifestName } from './manifest.ts';
import type { QueryBundleContents } from './query-bundle.ts';
import { manifestFeatures, queryFormatVersion, type QueryManifest } from './query-manifest.ts';
import { queryModelCard } from './query-model-card.ts';

export const examplesFolder = 'examples/';

/** The bytes of a bundle of a model of query performance; equal contents give equal bytes, whoever writes them and when. */
export function encodeQueryBundle(contents: QueryBundleContents): Promise<Buffer> {
  const { features, predictions } = contents.examples;
  const files = new Map<string, Uint8Array>([
    ...arrayFiles(modelFolder, contents.saved.arrays),
    ...arrayFiles(examplesFolder, { features, predictions }),
    ['model-card.md', text(queryModelCard({ ...contents, config: sorted(contents.config) }))],
  ]);
  files.set(manifestName, encodeManifest(manifestOf(contents, files)));
  return encodeArchive(files);
}

function manifestOf(contents: QueryBundleContents, files: ReadonlyMap<string, Uint8Array>): QueryManifest {
  const { name, version, algorithm, config, seed, saved } = contents;
  return {
    format: 'kindred-bundle',
    format_version: queryFormatVersion,
    kind: 'query_performance',
    created_by: contents.createdBy,
    model: {
      name,
      version,
      model_version: modelVersionName(name, version),
      algorithm,
      config: sorted(config) as QueryManifest['model']['config'],
      seed,
      meta: sorted(saved.meta),
    },
    features: manifestFeatures,
    target: { name: 'execution_ms', unit: 'ms', interval: intervalLevel },
    examples: contents.examples.features.length / featureNames.length,
    metrics: sorted(contents.metrics),
    lineage: contents.lineage,
    files: fileEntries(files),
  };
}
