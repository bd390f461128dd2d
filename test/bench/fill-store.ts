import type { Statement } from 'better-sqlite3';
import { metricCatalogue } from '#shared/domain/metric.ts';
import { connect, type Connection } from '#runs/tracking/connect.ts';
import { groupKey } from '#runs/tracking/group-key.ts';
import type { Columns, Tables } from '#runs/tracking/schema.ts';
import { paramColumns } from '#runs/tracking/schema.ts';
import { seal, type SealedTable } from '#runs/tracking/seal.ts';
import type { StoreFiles } from '#runs/tracking/store-files.ts';
import { createRandom } from '#runs/matrix/random.ts';
import { openStore } from '#runs/tracking/open-store.ts';
import { systemClock } from '#runs/tracking/clock.ts';
import { facts } from '../unit/tracking/samples.ts';

/** The metrics that every run logs, at K = 5, 10 and 20. */
export const metricNames = metricCatalogue.flatMap(({ name, atK }) =>
  atK ? [5, 10, 20].map((k) => `${name}@${k}`) : [name],
);

const algorithms = ['user_knn', 'item_knn', 'popularity', 'random'];
/**
 * A store of finished runs as a year of work leaves it, every metric of the catalogue and a dozen params each, five seeds to a group,
 * every tenth run without metrics. Written row by row through the schema, thousands a transaction, for the bench is not about writing them.
 * @param ownParams  further params of each run, which only runs of its algorithm (one of four) have
 */
export async function fillStore(files: StoreFiles, runs: number, ownParams = 0): Promise<void> {
  const store = await openStore({ ...files, clock: systemClock });
  const dataset = await store.datasets.insert('shop', facts());
  const experiment = await store.experiments.ensure('default', 'recommender');
  await store.close();
  const connection = connect(files);
  const insert = inserterOf(connection);
  const random = createRandom(1, 'bench');
  for (let first = 1; first <= runs; first += 1000) {
    connection.sqlite.exec('begin immediate');
    for (let number = first; number < first + 1000 && number <= runs; number++) {
      insertRun(insert, number, {
        datasetId: dataset.id,
        experimentId: experiment.id,
        random: () => random.next(),
        ownParams,
      });
    }
    connection.sqlite.exec('commit');
  }
  connection.sqlite.close();
}

type Filling = { datasetId: string; experimentId: string; random: () => number; ownParams: number };

type Insert = <T extends SealedTable>(table: T, row: Columns<T>) => void;

/** Rows of a table have the same columns in the same order, so that one statement a table does. */
function inserterOf({ sqlite }: Connection): Insert {
  const statements = new Map<SealedTable, Statement>();
  return (table, row) => {
    const sealed = seal(table, row);
    let statement = statements.get(table);
    if (!statement) {
      const columns = Object.keys(sealed);
      statement = sqlite.prepare(`insert into ${table} (${columns.join()}) values (${columns.map(() => '?').join()})`);
      statements.set(table, statement);
    }
    statement.run(...Object.values(sealed));
  };
}

function insertRun(insert: Insert, number: number, { datasetId, experimentId, random, ownParams }: Filling): void {
  const seed = number % 5;
  const algorithm = algorithms[Math.floor(number / 5) % algorithms.length]!;
  const params = { n_neighbors: 5 + (Math.floor(number / 20) % 200), shrinkage: Math.floor(number / 400) / 10, metric: 'cosine', neighbourhood: 'own', min_overlap: 1, cold_start: 'popular', weighting: 'feed', aggregation: 'sum', transform: 'none', test_share: 0.2, binary: number % 2 === 0, seed }; // prettier-ignore
  const own = Array.from({ length: ownParams }, (_, at) => [`${algorithm}_${at}`, (number * (at + 1)) % 17] as const);
  const repeated = {
    algorithm,
    dataset: 'f',
    split_kind: 'temporal',
    candidates: 'all',
    ks: [5, 10, 20],
    params,
  } as const;
  insert('runs', {
    number,
    id: `bench${String(number).padStart(11, '0')}`,
    name: `${algorithm} n_neighbors=${params.n_neighbors}`,
    experiment_id: experimentId,
    dataset_id: datasetId,
    algorithm,
    status: number % 10 === 9 ? 'FAILED' : 'FINISHED',
    split_kind: 'temporal',
    split_fingerprint: 's',
    candidates: 'all',
    ks: '[5,10,20]',
    seed,
    note: '',
    parent_id: null,
    created_at: number,
    started_at: number,
    finished_at: number,
    duration_ms: random() * 1000,
    error: null,
    deleted_at: null,
    group_key: groupKey(repeated),
  } satisfies Omit<Tables['runs'], 'crc'>);
  for (const [key, value] of [...Object.entries(params), ...own])
    insert('params', { run: number, key, ...paramColumns(value) });
  insert('tags', { run: number, key: 'stage', value: number % 3 === 0 ? 'candidate' : 'draft' });
  if (number % 10 === 9) return;
  for (const name of metricNames) {
    const row = { run: number, name, step: 0, value: random(), is_nan: 0, at: number };
    insert('metrics', row);
    insert('metric_history', row);
  }
}
