import { featureNames } from '#shared/domain/query-features.ts';
import { examplesFolder } from './encode-query-bundle.ts';
import type { QueryBundleContents } from './query-bundle.ts';
import type { QueryManifest } from './query-manifest.ts';
import { readArrays, readerOf } from './read-parts.ts';

/**
 * What the files of a bundle of a model of query performance hold, every number finite. What the arrays of the model must be beyond that,
 * its algorithm knows.
 * @param files  those of the manifest, their hashes already compared
 */
export function decodeQueryContents(
  file: string,
  manifest: QueryManifest,
  files: ReadonlyMap<string, Uint8Array>,
): QueryBundleContents {
  const read = readerOf(file, files);
  const { name, version, algorithm, config, seed, meta } = manifest.model;
  return {
    name,
    version,
    algorithm,
    config,
    seed,
    saved: { arrays: readArrays(read, files), meta },
    examples: {
      features: read.floats(`${examplesFolder}features.npy`, manifest.examples * featureNames.length),
      predictions: read.floats(`${examplesFolder}predictions.npy`, (1 + manifest.examples) * 3),
    },
    metrics: manifest.metrics,
    lineage: manifest.lineage,
    createdBy: manifest.created_by,
  };
}
