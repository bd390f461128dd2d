import type { Handlers } from '#shared/api/rpc.ts';
import { Dataset } from '#shared/domain/dataset.ts';

/**
 * The newest version of a dataset, with what its source has by now: rows that came into a database, a file as it is today. Groups made of a
 * recipe never change. Equal data give the version that exists.
 * @param newest  the newest version so far
 */
export async function newestData(
  { refresh, create }: Pick<Handlers['datasets'], 'refresh' | 'create'>,
  newest: Dataset,
): Promise<Dataset> {
  const { id, name, recipe } = newest;
  if (recipe.source.startsWith('synthetic:')) return newest;
  const canRefresh = recipe.source.startsWith('postgres:') && recipe.options['until'] !== undefined;
  return Dataset.parse(await (canRefresh ? refresh({ dataset: id }) : create({ name, recipe })));
}
