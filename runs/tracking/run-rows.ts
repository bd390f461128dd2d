import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { MetricValue } from '#shared/domain/metric.ts';
import { ParamValue, Run } from '#shared/domain/run.ts';
import { loggedColumn } from '#shared/domain/run-columns.ts';
import type { Reader } from './context.ts';
import { paramValue, type Tables } from './schema.ts';

type RunRow = Awaited<ReturnType<typeof rowsOf>>[number];
type Logged = {
  params: Record<string, ParamValue>;
  metrics: Record<string, MetricValue>;
  tags: Record<string, string>;
};

/** The greatest page; far below the number of values that a statement may have. */
const runsAtOnce = 1000;

const Ks = z.array(z.int());

/** The list lengths of a run, from the text that the store keeps. */
export const ksOf = (text: string): number[] => Ks.parse(JSON.parse(text));

/**
 * Whole runs by number, in the order asked for. Four queries for each thousand.
 * Numbers without a run are left out.
 * @param columns  the params and metrics that are read, as `params.x` and `metrics.y`; all of them where absent
 */
export async function runsOf(db: Reader, numbers: readonly number[], columns?: readonly string[]): Promise<Run[]> {
  const wanted = columns && wantedOf(columns);
  const runs: Run[] = [];
  for (let from = 0; from < numbers.length; from += runsAtOnce) {
    runs.push(...(await pageOf(db, numbers.slice(from, from + runsAtOnce), wanted)));
  }
  return runs;
}

/** Names to read; undefined for all. */
type Wanted = { params: string[]; metrics: string[] } | undefined;

function wantedOf(columns: readonly string[]): NonNullable<Wanted> {
  const wanted: NonNullable<Wanted> = { params: [], metrics: [] };
  for (const column of columns.map(loggedColumn)) if (column) wanted[column.kind].push(column.name);
  return wanted;
}

async function pageOf(db: Reader, numbers: readonly number[], wanted: Wanted): Promise<Run[]> {
  const rows = new Map((await rowsOf(db, numbers)).map((row) => [row.number, row]));
  const logged = await loggedOf(db, numbers, wanted);
  return numbers.flatMap((number) => {
    const row = rows.get(number);
    return row ? [toRun(row, logged.get(number)!)] : [];
  });
}

/** A metric as it crosses the contract: missing is absent, and not-a-number says so. */
export const metricValue = (row: Pick<Selectable<Tables['metrics']>, 'value' | 'is_nan'>): MetricValue =>
  row.is_nan === 1 || row.value === null ? 'NaN' : row.value;

const rowsOf = (db: Reader, numbers: readonly number[]) =>
  db
    .selectFrom('runs as r')
    .innerJoin('experiments as e', 'e.id', 'r.experiment_id')
    .innerJoin('datasets as d', 'd.id', 'r.dataset_id')
    .selectAll('r')
    .select([
      'e.name as experiment',
      'e.kind',
      'd.name as dataset_name',
      'd.version as dataset_version',
      'd.fingerprint',
    ])
    .where('r.number', 'in', numbers)
    .execute();

async function loggedOf(db: Reader, numbers: readonly number[], wanted: Wanted): Promise<Map<number, Logged>> {
  const logged = new Map(numbers.map((number): [number, Logged] => [number, { params: {}, metrics: {}, tags: {} }]));
  const params = await db
    .selectFrom('params')
    .select(['run', 'key', 'type', 'text_value', 'number_value'])
    .where('run', 'in', numbers)
    .$if(wanted !== undefined, (rows) => rows.where('key', 'in', wanted?.params ?? []))
    .execute();
  for (const row of params) put(logged.get(row.run)!.params, row.key, paramValue(row));
  const metrics = await db
    .selectFrom('metrics')
    .select(['run', 'name', 'value', 'is_nan'])
    .where('run', 'in', numbers)
    .$if(wanted !== undefined, (rows) => rows.where('name', 'in', wanted?.metrics ?? []))
    .execute();
  for (const row of metrics) put(logged.get(row.run)!.metrics, row.name, metricValue(row));
  const tags = await db.selectFrom('tags').select(['run', 'key', 'value']).where('run', 'in', numbers).execute();
  for (const row of tags) put(logged.get(row.run)!.tags, row.key, row.value);
  return logged;
}

/** A key named `__proto__` is a key like any other. */
function put<T>(record: Record<string, T>, key: string, value: T): void {
  if (key === '__proto__')
    Object.defineProperty(record, key, { value, enumerable: true, configurable: true, writable: true });
  else record[key] = value;
}

function toRun(row: RunRow, { params, metrics, tags }: Logged): Run {
  return {
    id: row.id,
    number: row.number,
    name: row.name,
    experiment: row.experiment,
    kind: row.kind,
    status: row.status,
    algorithm: row.algorithm,
    dataset: { id: row.dataset_id, name: row.dataset_name, version: row.dataset_version, fingerprint: row.fingerprint },
    split: { kind: row.split_kind, fingerprint: row.split_fingerprint, candidates: row.candidates },
    ks: ksOf(row.ks),
    seed: row.seed,
    params,
    metrics,
    tags,
    note: row.note,
    parent_id: row.parent_id,
    created_at: row.created_at,
    started_at: row.started_at,
    finished_at: row.finished_at,
    duration_ms: row.duration_ms,
    progress: null,
    error: row.error,
    deleted: row.deleted_at !== null,
  };
}
