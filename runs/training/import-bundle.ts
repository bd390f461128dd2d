import type { BundleContents, Lineage } from '#runs/bundle/bundle.ts';
import { readBundle } from '#runs/bundle/read-bundle.ts';
import { restoreModel } from '#runs/bundle/restore-model.ts';
import { modelVersionName } from '#shared/domain/model-version.ts';
import { storeBundle, type StoredBundle } from '#runs/bundle/store-bundle.ts';

/** What a bundle from elsewhere says of itself, once everything in it was checked and its model was loaded. */
export type BundleFacts = Pick<BundleContents, 'name' | 'algorithm' | 'config' | 'seed' | 'metrics' | 'lineage'> & {
  /** As it was named where it was made. */
  modelVersion: string;
  sha256: string;
};

/** Reads a bundle that nobody vouches for. @throws KindredError where it is not whole, or this Kindred cannot run it */
export async function inspectBundle(file: string): Promise<BundleFacts> {
  const bundle = await readBundle(file);
  restoreModel(bundle);
  const { name, version, algorithm, config, seed, metrics, lineage, sha256 } = bundle;
  return { name, algorithm, config, seed, metrics, lineage, sha256, modelVersion: modelVersionName(name, version) };
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
  const { manifest: _manifest, sha256: _sha256, bytes: _bytes, ...contents } = await readBundle(file);
  return storeBundle(folder, { ...contents, name, version, lineage: { ...contents.lineage, registered } });
}
