import type { Lineage } from '#runs/bundle/bundle.ts';
import { readAnyBundle } from '#runs/bundle/read-bundle.ts';
import { restoreModel } from '#runs/bundle/restore-model.ts';
import { storeBundle, storeQueryBundle, type StoredBundle } from '#runs/bundle/store-bundle.ts';
import { restoreQueryModel } from '#runs/performance/restore-bundle.ts';
import type { Kind } from '#shared/domain/kind.ts';
import { modelVersionName, type ModelVersion } from '#shared/domain/model-version.ts';

/** What a bundle from elsewhere says of itself, once everything in it was checked and its model was loaded. */
export type BundleFacts = Pick<ModelVersion, 'algorithm' | 'seed' | 'metrics' | 'run' | 'split' | 'trained_at'> & {
  kind: Kind;
  name: string;
  config: Record<string, unknown>;
  dataset: ModelVersion['dataset'];
  /** As it was named where it was made. */
  modelVersion: string;
  sha256: string;
};

/** Reads a bundle that nobody vouches for. @throws KindredError where it is not whole, or this Kindred cannot run it */
export async function inspectBundle(file: string): Promise<BundleFacts> {
  const { kind, bundle } = await readAnyBundle(file);
  if (kind === 'recommender') restoreModel(bundle);
  else restoreQueryModel(bundle);
  const { name, version, algorithm, config, seed, metrics, lineage, sha256 } = bundle;
  const { run, dataset, split, trained_at } = lineage;
  return {
    kind,
    name,
    algorithm,
    config,
    seed,
    metrics,
    run,
    trained_at,
    sha256,
    dataset: { name: dataset.name, version: dataset.version, fingerprint: dataset.fingerprint },
    split: { candidates: 'all', ...split },
    modelVersion: modelVersionName(name, version),
  };
}

/** A bundle from elsewhere that becomes a version here. */
export type ImportTask = {
  file: string;
  folder: string;
  name: string;
  version: number;
  registered: Lineage['registered'];
};

/** The same model under its name here, so that answers name the version that the registry knows. */
export async function importBundle({ file, folder, name, version, registered }: ImportTask): Promise<StoredBundle> {
  const { kind, bundle } = await readAnyBundle(file);
  if (kind === 'recommender') {
    const { manifest: _manifest, sha256: _sha256, bytes: _bytes, ...contents } = bundle;
    return storeBundle(folder, { ...contents, name, version, lineage: { ...contents.lineage, registered } });
  }
  const { manifest: _manifest, sha256: _sha256, bytes: _bytes, ...contents } = bundle;
  return storeQueryBundle(folder, { ...contents, name, version, lineage: { ...contents.lineage, registered } });
}
