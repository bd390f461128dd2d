import { isDeepStrictEqual } from 'node:util';
import { KindredError } from '#shared/api/errors.ts';
import type { Dataset } from '#shared/domain/dataset.ts';
import { didYouMean } from '#shared/domain/did-you-mean.ts';
import { write, type Reader, type StoreContext } from './context.ts';
import { datasetRows, livingDatasets, toDataset, type DatasetRow } from './dataset-rows.ts';
import { forgetDeletion } from './deleted-datasets.ts';
import { newId } from './new-id.ts';
import { seal } from './seal.ts';

/** What a source and its recipe say of a dataset; the store adds its identity. */
export type DatasetFacts = Omit<Dataset, 'id' | 'name' | 'version' | 'created_at' | 'runs'>;

/**
 * Stores a new version under the name. Equal data with equal weighting gives the version that exists, back where it was deleted:
 * the same columns summed differently train another matrix, so they are another version.
 */
export function insertDataset(context: StoreContext, name: string, facts: DatasetFacts): Promise<Dataset> {
  return write(context, async (writer) => {
    const versions = await datasetRows(writer).where('name', '=', name).orderBy('version', 'desc').execute();
    const same = versions.map(toDataset).find((known) => isSame(known, facts));
    if (same) {
      await forgetDeletion(writer, same.id);
      return same;
    }
    const row = seal('datasets', {
      id: newId(),
      name,
      version: Math.max(0, ...versions.map(({ version }) => version)) + 1,
      fingerprint: facts.fingerprint,
      created_at: Math.round(context.clock.now()),
      facts: JSON.stringify(facts),
    });
    await writer.insertInto('datasets').values(row).execute();
    return toDataset({ ...row, runs: 0 });
  });
}

/** All versions of all datasets: names in order, newest version first. */
export async function listDatasets({ db }: StoreContext): Promise<Dataset[]> {
  const rows = await livingDatasets(db).orderBy('name').orderBy('version', 'desc').execute();
  return rows.map(toDataset);
}

/**
 * A dataset by id, by name (its newest version) or by `name@version`.
 * @throws KindredError not_found with the nearest name
 */
export async function findDataset({ db }: StoreContext, ref: string): Promise<Dataset> {
  const row = (await byId(db, ref)) ?? (await versionsOf(db, ref))[0] ?? (await byVersion(db, ref));
  if (row) return toDataset(row);
  const names = await livingDatasets(db).clearSelect().select('name').distinct().execute();
  const advice = names.length === 0 ? ' There is none yet: make one with `kindred datasets create`.' : '';
  const meant = didYouMean(
    ref,
    names.map(({ name }) => name),
  );
  throw new KindredError('not_found', `There is no dataset "${ref}".${meant}${advice}`);
}

const byId = (db: Reader, id: string) => livingDatasets(db).where('id', '=', id).executeTakeFirst();

const versionsOf = (db: Reader, name: string) =>
  livingDatasets(db).where('name', '=', name).orderBy('version', 'desc').execute();

async function byVersion(db: Reader, ref: string): Promise<DatasetRow | undefined> {
  const match = /^(?<name>.+)@v?(?<version>\d{1,9})$/.exec(ref);
  if (!match) return undefined;
  const versions = await versionsOf(db, match.groups!['name']!);
  return versions.find(({ version }) => version === Number(match.groups!['version']));
}

const isSame = (known: Dataset, facts: DatasetFacts) =>
  known.fingerprint === facts.fingerprint && isDeepStrictEqual(known.recipe.weighting, facts.recipe.weighting);
