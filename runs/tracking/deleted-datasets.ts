import { KindredError } from '#shared/api/errors.ts';
import type { DatasetIdentity } from '#shared/domain/dataset.ts';
import { datasetRows, toDataset, type DatasetKind } from './dataset-rows.ts';
import { write, type Reader, type StoreContext } from './context.ts';
import { seal } from './seal.ts';

/**
 * Takes a version out of all lists; `restoreDataset` brings it back as it was.
 * @throws KindredError conflict while runs use the version, archived ones included
 */
export function deleteDataset(context: StoreContext, id: string): Promise<void> {
  return write(context, async (writer) => {
    const row = await datasetRows(writer).where('id', '=', id).executeTakeFirst();
    if (!row) throw new KindredError('not_found', `There is no dataset "${id}".`);
    if (row.runs > 0) {
      const users = row.runs === 1 ? '1 run' : `${row.runs} runs`;
      throw new KindredError(
        'conflict',
        `Dataset "${row.name}" version ${row.version} is used by ${users}, archived ones included, and stays as long as they do.`,
      );
    }
    const deleted = seal('deleted_datasets', { dataset_id: id, deleted_at: Math.round(context.clock.now()) });
    await writer.replaceInto('deleted_datasets').values(deleted).execute();
  });
}

/** What can be brought back of a kind, deleted last first. */
export async function listDeletedDatasets<T extends DatasetIdentity>(
  { db }: StoreContext,
  of: DatasetKind<T>,
): Promise<(T & { deleted_at: number })[]> {
  const rows = await deletedRows(db)
    .where('kind', '=', of.kind)
    .orderBy('deleted.deleted_at', 'desc')
    .orderBy('name')
    .execute();
  return rows.map(({ deleted_at, ...row }) => ({ ...toDataset(of, row), deleted_at }));
}

/**
 * Brings back a deleted version.
 * @param ref  its id, its name (what was deleted last) or name@version
 * @throws KindredError not_found
 */
export function restoreDataset<T extends DatasetIdentity>(
  context: StoreContext,
  of: DatasetKind<T>,
  ref: string,
): Promise<T> {
  return write(context, async (writer) => {
    const rows = await deletedRows(writer).where('kind', '=', of.kind).orderBy('deleted.deleted_at', 'desc').execute();
    const found =
      rows.find(({ id }) => id === ref) ??
      rows.find(({ name }) => name === ref) ??
      rows.find(({ name, version }) => [`${name}@${version}`, `${name}@v${version}`].includes(ref));
    if (!found) {
      throw new KindredError(
        'not_found',
        `There is no deleted dataset "${ref}". Datasets are gone for good 30 days after they were deleted; a recipe makes one again.`,
      );
    }
    const { deleted_at: _, ...row } = found;
    await forgetDeletion(writer, row.id);
    return toDataset(of, row);
  });
}

/** Makes a version no longer deleted; of one that is not, nothing changes. */
export async function forgetDeletion(writer: Reader, id: string): Promise<void> {
  await writer.deleteFrom('deleted_datasets').where('dataset_id', '=', id).execute();
}

/**
 * Forgets for good what was deleted before a time.
 * @param before  milliseconds since 1970
 * @returns fingerprints of data that no dataset has any longer
 */
export async function purgeDatasets(context: StoreContext, before: number): Promise<string[]> {
  const oldRows = (db: Reader) => deletedRows(db).where('deleted.deleted_at', '<', before);
  // Asked at every start, which must not wait for another process that writes.
  if (!(await oldRows(context.db).executeTakeFirst())) return [];
  return write(context, async (writer) => {
    const old = await oldRows(writer).execute();
    if (old.length === 0) return [];
    const ids = old.map(({ id }) => id);
    await writer.deleteFrom('datasets').where('id', 'in', ids).execute();
    const fingerprints = old.map(({ fingerprint }) => fingerprint);
    const kept = await writer
      .selectFrom('datasets')
      .select('fingerprint')
      .where('fingerprint', 'in', fingerprints)
      .execute();
    const isKept = new Set(kept.map(({ fingerprint }) => fingerprint));
    return [...new Set(fingerprints)].filter((fingerprint) => !isKept.has(fingerprint));
  });
}

const deletedRows = (db: Reader) =>
  datasetRows(db)
    .innerJoin('deleted_datasets as deleted', 'deleted.dataset_id', 'datasets.id')
    .select('deleted.deleted_at');
