import type { Client } from '#shared/api/rpc.ts';
import type { ModelVersion } from '#shared/domain/model-version.ts';
import type { ServingStatus } from '#shared/domain/serving.ts';
import { ask } from '../core/calls.ts';

/** Whether the API answers with the version: for users as what is live, or for queries. */
export const answersWith = ({ state, versions, performance }: ServingStatus, version: string): boolean =>
  state === 'running' &&
  (performance?.model_version === version ||
    versions.some(({ slot, model_version: name }) => slot === 'live' && name === version));

/** Whether a running API serves the model, or would with a promotion: one recommender, and beside it a model for queries. */
export const followsModel = (
  { state, model }: Pick<ServingStatus, 'state' | 'model'>,
  version: Pick<ModelVersion, 'kind' | 'model'>,
): boolean => state === 'running' && (version.kind === 'query_performance' || model === version.model);

/**
 * After a decision of the registry: the running API serves what it decided; one that follows by itself is left alone.
 * @param start  also starts an API that does not run, or that serves another model
 */
export async function followRegistry(
  client: Client,
  version: Pick<ModelVersion, 'kind' | 'model' | 'model_version'>,
  start: boolean,
): Promise<ServingStatus> {
  const status = await ask(client, 'serving.status', {});
  if (answersWith(status, version.model_version) || !(start || followsModel(status, version))) return status;
  return ask(client, 'serving.start', { model: version.model });
}
