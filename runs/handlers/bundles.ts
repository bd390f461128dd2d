import { readFile } from 'node:fs/promises';
import { hash } from 'node:crypto';
import { KindredError } from '#shared/api/errors.ts';
import type { ModelVersion } from '#shared/domain/model-version.ts';
import { bundlePath } from '#runs/bundle/store-bundle.ts';
import type { CoreContext } from './context.ts';

export type BundleFile = { path: string; sha256: string; bytes: number };

/** Where a version's bundle is. @throws KindredError not_found where it has none */
export function bundleOf(
  { paths }: Pick<CoreContext, 'paths'>,
  { model, version, bundle }: Pick<ModelVersion, 'model' | 'version' | 'bundle'>,
): BundleFile {
  if (!bundle) throw new KindredError('not_found', `Version ${version} of "${model}" has no bundle.`);
  return { path: bundlePath(paths.bundles, model, version, bundle.sha256), ...bundle };
}

/** A version's bundle, its hash compared. @throws KindredError not_found where it is gone, unavailable where it was changed */
export async function bundleBytes(
  context: Pick<CoreContext, 'paths'>,
  version: Pick<ModelVersion, 'model' | 'version' | 'bundle'>,
): Promise<Uint8Array> {
  const { path, sha256 } = bundleOf(context, version);
  const advice = 'Bring it back from a copy of the data folder.';
  const bytes = await readFile(path).catch((cause: unknown) => {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new KindredError('not_found', `The bundle ${path} cannot be read: ${reason}. ${advice}`, { cause });
  });
  const found = hash('sha256', bytes, 'hex');
  if (found === sha256) return bytes;
  throw new KindredError(
    'unavailable',
    `The bundle ${path} was changed: its SHA-256 is ${found}, and it should be ${sha256}. ${advice}`,
  );
}

/** What is wrong with the bundles of all versions, a sentence each. */
export async function bundleProblems(context: CoreContext): Promise<string[]> {
  const problems: string[] = [];
  for (const { model, version, ...bundle } of await context.store.models.bundles()) {
    await bundleBytes(context, { model, version, bundle }).catch((error: unknown) =>
      problems.push(
        `Version ${version} of model "${model}": ${error instanceof Error ? error.message : String(error)}`,
      ),
    );
  }
  return problems;
}
