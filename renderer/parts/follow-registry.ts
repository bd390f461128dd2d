import type { Client } from '#shared/api/rpc.ts';
import type { ModelVersion } from '#shared/domain/model-version.ts';
import type { ServingStatus } from '#shared/domain/serving.ts';
import { ask } from '../core/calls.ts';

/** The name of the version that answers; null while none does. */
export const servedLive = ({ state, versions }: ServingStatus): string | null =>
  state === 'running' ? (versions.find(({ slot }) => slot === 'live')?.model_version ?? null) : null;

/**
 * After a decision of the registry: the running API serves what it decided; one that follows by itself is left alone.
 * @param start  also starts an API that does not run, or that serves another model
 */
export async function followRegistry(
  client: Client,
  { model, model_version: wanted }: Pick<ModelVersion, 'model' | 'model_version'>,
  start: boolean,
): Promise<ServingStatus> {
  const status = await ask(client, 'serving.status', {});
  const follows = status.state === 'running' && status.model === model;
  if (servedLive(status) === wanted || !(start || follows)) return status;
  return ask(client, 'serving.start', { model });
}
