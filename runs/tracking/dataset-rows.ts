import type { Selectable } from 'kysely';
import type { z } from 'zod';
import type { DatasetIdentity } from '#shared/domain/dataset.ts';
import type { Kind } from '#shared/domain/kind.ts';
import type { Reader } from './context.ts';
import type { Tables } from './schema.ts';

export type DatasetRow = Selectable<Tables['datasets']> & { runs: number };

/** What a source and its recipe say of a dataset; the store adds its identity. */
export type FactsOf<T extends DatasetIdentity> = Omit<T, 'id' | 'kind' | 'name' | 'version' | 'created_at' | 'runs'>;

/** How datasets of a kind are kept: what a version says of itself, when two are the same, and how one is made. */
export type DatasetKind<T extends DatasetIdentity> = {
  kind: Kind;
  schema: z.ZodType<T>;
  isSame(known: T, facts: FactsOf<T>): boolean;
  /** What to do where there is none yet: the rest of a sentence. */
  advice: string;
};

/** Versions with how many runs use them, deleted ones among them. */
export const datasetRows = (db: Reader) =>
  db
    .selectFrom('datasets')
    .selectAll('datasets')
    .select((eb) =>
      eb
        .selectFrom('runs')
        .select((run) => run.fn.countAll<number>().as('n'))
        .whereRef('runs.dataset_id', '=', 'datasets.id')
        .$asScalar()
        .$notNull()
        .as('runs'),
    );

/** Versions that nobody deleted. */
export const livingDatasets = (db: Reader) =>
  datasetRows(db).where('datasets.id', 'not in', (eb) => eb.selectFrom('deleted_datasets').select('dataset_id'));

export const toDataset = <T extends DatasetIdentity>(
  { schema }: Pick<DatasetKind<T>, 'schema'>,
  { crc: _crc, facts, ...row }: DatasetRow,
): T => schema.parse({ ...(JSON.parse(facts) as object), ...row });
