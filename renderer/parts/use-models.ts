import type { ModelVersion, RegisteredModel } from '#shared/domain/model-version.ts';
import { useKind } from '../core/kind.ts';
import { useCall } from '../core/use-call.ts';

/** The registered models of the kind in view with their versions. */
export const useModels = () => useCall('models.list', { kind: useKind() });

/** The version that an alias of the model names. */
export function versionOf(model: RegisteredModel | undefined, alias: string): ModelVersion | undefined {
  const number = model?.aliases[alias];
  return number === undefined ? undefined : model?.versions.find(({ version }) => version === number);
}

const liveOf = (models: readonly RegisteredModel[]): ModelVersion[] =>
  models.flatMap((model) => versionOf(model, 'live') ?? []);

/** Ids of the runs that live versions were made from. */
export const liveRuns = (models: readonly RegisteredModel[]): ReadonlySet<string> =>
  new Set(liveOf(models).flatMap((version) => (version.imported ? [] : version.run.id)));

/** The live versions that were made from a run; several where several models have it. */
export const liveVersions = (models: readonly RegisteredModel[], run: string): ModelVersion[] =>
  liveOf(models).filter((version) => !version.imported && version.run.id === run);

/** The model that pages show unasked: the one that is served, else the first with a live version, else any. */
export function usualModel(
  models: readonly RegisteredModel[],
  served: string | null | undefined,
): RegisteredModel | undefined {
  return (
    models.find(({ name }) => name === served) ??
    models.find(({ aliases }) => aliases['live'] !== undefined) ??
    models[0]
  );
}
