import { isDeepStrictEqual } from 'node:util';
import { KindredError } from '#shared/api/errors.ts';
import { Dataset, type DatasetIdentity } from '#shared/domain/dataset.ts';
import { didYouMean } from '#shared/domain/did-you-mean.ts';
import { kindText, type Kind } from '#shared/domain/kind.ts';
import { QueryDataset } from '#shared/domain/query-dataset.ts';
import { write, type Reader, type StoreContext } from './context.ts';
import {
  datasetRows,
  livingDatasets,
  toDataset,
  type DatasetKind,
  type DatasetRow,
  type FactsOf,
} from './dataset-rows.ts';
import { deleteDataset, forgetDeletion, listDeletedDatasets, restoreDataset } from './deleted-datasets.ts';
import { newId } from './new-id.ts';
import { seal } from './seal.ts';

export type DatasetFacts = FactsOf<Dataset>;

/** The same columns summed differently train another matrix, so they are another version. */
export const interactionDatasets: DatasetKind<Dataset> = {
  kind: 'recommender',
  schema: Dataset,
  isSame: (known, facts) =>
    known.fingerprint === facts.fingerprint && isDeepStrictEqual(known.recipe.weighting, facts.recipe.weighting),
  advice: 'make one with `kindred datasets create`',
};

export type QueryDatasetFacts = FactsOf<QueryDataset>;

export const queryDatasets: DatasetKind<QueryDataset> = {
  kind: 'query_performance',
  schema: QueryDataset,
  isSame: (known, { fingerprint }) => known.fingerprint === fingerprint,
  advice: 'make one with `kindred queries sample`',
};

/** Every question about datasets of one kind; those of other kinds are not there for it, but their names are taken. */
export function datasetsOf<T extends DatasetIdentity>(context: StoreContext, of: DatasetKind<T>) {
  const read = (row: DatasetRow): T => toDataset(of, row);

  return {
    /**
     * Stores a new version under the name. Equal data gives the version that exists, back where it was deleted.
     * @throws KindredError conflict where the name is one of another kind
     */
    insert: (name: string, facts: FactsOf<T>): Promise<T> =>
      write(context, async (writer) => {
        const versions = await datasetRows(writer).where('name', '=', name).orderBy('version', 'desc').execute();
        requireKind(versions[0], of.kind);
        const same = versions.map(read).find((known) => of.isSame(known, facts));
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
          kind: of.kind,
        });
        await writer.insertInto('datasets').values(row).execute();
        return read({ ...row, runs: 0 });
      }),
    /** All versions of all datasets: names in order, newest version first. */
    list: async (): Promise<T[]> => {
      const rows = livingDatasets(context.db).where('kind', '=', of.kind).orderBy('name').orderBy('version', 'desc');
      return (await rows.execute()).map(read);
    },
    /**
     * A dataset by id, by name (its newest version) or by `name@version`.
     * @throws KindredError not_found with the nearest name, conflict where it is of another kind
     */
    find: async (ref: string): Promise<T> => {
      const { db } = context;
      const row = (await byId(db, ref)) ?? (await versionsOf(db, ref))[0] ?? (await byVersion(db, ref));
      if (!row) throw await notFound(db, ref, of);
      requireKind(row, of.kind);
      return read(row);
    },
    delete: (id: string) => deleteDataset(context, id),
    deleted: () => listDeletedDatasets(context, of),
    restore: (ref: string) => restoreDataset(context, of, ref),
  };
}

function requireKind(row: Pick<DatasetRow, 'name' | 'kind'> | undefined, kind: Kind): void {
  if (!row || row.kind === kind) return;
  throw new KindredError(
    'conflict',
    `Dataset "${row.name}" is about ${kindText[row.kind]}, not about ${kindText[kind]}. Choose another one.`,
  );
}

async function notFound(
  db: Reader,
  ref: string,
  { kind, advice }: Pick<DatasetKind<DatasetIdentity>, 'kind' | 'advice'>,
): Promise<KindredError> {
  const rows = await livingDatasets(db).clearSelect().select('name').distinct().where('kind', '=', kind).execute();
  const names = rows.map(({ name }) => name);
  const first = names.length === 0 ? ` There is none yet: ${advice}.` : '';
  return new KindredError('not_found', `There is no dataset "${ref}".${didYouMean(ref, names)}${first}`);
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
