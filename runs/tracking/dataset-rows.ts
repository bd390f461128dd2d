import type { Selectable } from 'kysely';
import { Dataset } from '#shared/domain/dataset.ts';
import type { Reader } from './context.ts';
import type { Tables } from './schema.ts';

export type DatasetRow = Selectable<Tables['datasets']> & { runs: number };

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

export function toDataset({ crc: _crc, facts, ...row }: DatasetRow): Dataset {
  return Dataset.parse({ ...(JSON.parse(facts) as object), ...row });
}
