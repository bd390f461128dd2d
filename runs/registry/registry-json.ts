import type { RegistryJson, ModelVersion, RegisteredModel, VersionStatus } from '#shared/domain/model-version.ts';

/** What other programs call the statuses. */
const statuses: Record<VersionStatus, string> = {
  live: 'active',
  candidate: 'candidate',
  previous: 'previous',
  registered: 'registered',
};

/** The registry in the reference shape, oldest first, with what we know beside it. */
export function registryJson(models: readonly RegisteredModel[]): RegistryJson {
  return { models: models.flatMap(({ versions }) => versions.toReversed().map(entryOf)) };
}

function entryOf(version: ModelVersion): RegistryJson['models'][number] {
  return {
    name: version.model,
    version: `v${version.version}`,
    model_version: version.model_version,
    filename: `model_${stamp(version.created_at)}`,
    created_at: `${new Date(version.created_at).toISOString().slice(0, 19)}Z`,
    metrics: version.metrics,
    config: { algorithm: version.algorithm, ...version.config },
    status: statuses[version.status],
    aliases: version.aliases,
    run_id: version.run.id,
    dataset_fingerprint: version.dataset.fingerprint,
    bundle: version.bundle,
  };
}

/** 20250113_120000, in UTC. */
const stamp = (at: number): string => new Date(at).toISOString().slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '_');
