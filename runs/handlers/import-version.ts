import { resolve } from 'node:path';
import { KindredError } from '#shared/api/errors.ts';
import type { ModelVersion } from '#shared/domain/model-version.ts';
import type { ParamValue } from '#shared/domain/run.ts';
import type { CoreContext } from './context.ts';

export type ImportRequest = { file: string; model?: string | undefined; note: string; candidate: boolean };

/**
 * Makes a bundle from elsewhere the next version of a model; of the one that it names unless said. It is verified before anything is made.
 * @throws KindredError conflict where it was imported before, and whatever is wrong with the file
 */
export async function importVersion(
  { store, analysis, clock, config, paths }: CoreContext,
  { file: path, model: wanted, note, candidate }: ImportRequest,
): Promise<ModelVersion> {
  const file = resolve(path);
  const { kind, name, modelVersion, sha256, ...facts } = await analysis.inspectBundle(file);
  const model = wanted ?? name;
  const known = (await store.models.list()).find((each) => each.name === model)?.versions ?? [];
  const same = known.find(({ imported, bundle }) => imported?.sha256 === sha256 || bundle?.sha256 === sha256);
  if (same) {
    throw new KindredError('conflict', `${file} is version ${same.version} of "${model}" already. Promote that one.`);
  }
  const version = await store.models.next({ name: model, kind }, null);
  const by = config.who;
  const registered = { at: Math.round(clock.now()), by, note };
  const bundle = await analysis.importBundle({ file, folder: paths.bundles, name: model, version, registered });
  return store.models.register({
    model,
    kind,
    version,
    facts: {
      ...facts,
      config: facts.config as Record<string, ParamValue>,
      imported: { model_version: modelVersion, sha256 },
    },
    note,
    by,
    candidate,
    bundle,
    created_at: registered.at,
  });
}
