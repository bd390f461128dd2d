import pg from 'pg';
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { KindredError } from '#shared/api/errors.ts';
import type { TableColumn } from '#shared/domain/connection.ts';
import type { QueryOptions } from '#shared/domain/query-dataset.ts';
import { featureNames, type FeatureName } from '#shared/domain/query-features.ts';
import { findColumn, findTable, listed, type Relation } from '#runs/data/postgres/find-table.ts';
import type { Session } from '#runs/data/postgres/session.ts';
import type { SampleRow } from '../samples.ts';
import type { Sampled, SamplingContext } from '../sampling.ts';
import { plannerMemory } from './explain.ts';
import { createPlanCache } from './plan-cache.ts';
import { readOnly } from './read-only.ts';
import { featuresFrom } from './sample-statements.ts';

/** Columns by what they are for; null where the table has none. */
type Mapping = {
  query_id: string | null;
  query: string | null;
  time_ms: string;
  at: string | null;
  features: Partial<Record<FeatureName, string>>;
};

const usual = {
  query_id: ['queryid', 'query_id'],
  query: ['query', 'query_text'],
  time_ms: ['mean_exec_time', 'mean_time', 'execution_ms', 'execution_time_ms'],
  at: ['sampled_at', 'collected_at', 'created_at'],
} as const;

/** Longest that a table may take to be read at the server, in milliseconds. */
const readMs = 600_000;

/**
 * Samples out of a table of query metrics, such as `metrics_pg_stats_query`: a row is a sample. Features without a column are taken from
 * EXPLAIN of the query's text, and from the rows of the same query before.
 * @throws KindredError not_found or invalid_input naming the table or the column
 */
export function sampleTable(options: QueryOptions, context: SamplingContext): Promise<Sampled> {
  if (options.table === undefined || options.table === '') {
    throw new KindredError(
      'invalid_input',
      'Name the table with the metrics of queries: --set table=metrics_pg_stats_query.',
    );
  }
  const wanted = { schema: options.schema, table: options.table };
  return readOnly(
    context.target,
    async (session) => {
      const relation = await findTable(session, wanted);
      const mapping = mappingOf(relation, options);
      context.onProgress(`Reading ${relation.label}`, 0, 1);
      const found = await readRows(session, relation, mapping, options.limit);
      const rows = await completed(session, found, mapping, options, context);
      return { rows, options: understood(relation, mapping, options) };
    },
    context.signal,
  );
}

const isNumeric = ({ kind }: TableColumn) => kind === 'integer' || kind === 'number';

function mappingOf(relation: Relation, options: QueryOptions): Mapping {
  const numeric = (name: string, role: string): string => {
    const column = findColumn(relation, name, role);
    if (isNumeric(column)) return column.name;
    throw new KindredError(
      'invalid_input',
      `The column "${name}" of ${relation.label} is of the type ${column.type}, and the ${role} must be a number. Name another one.`,
    );
  };
  const either = (role: keyof typeof usual): string | null => {
    const named = options[role];
    if (named === '') return null;
    if (named !== undefined) return findColumn(relation, named, role).name;
    return usual[role].find((name) => relation.columns.some((column) => column.name === name)) ?? null;
  };
  const time = either('time_ms');
  if (time === null) {
    throw new KindredError(
      'invalid_input',
      `Which column of ${relation.label} is the execution time in milliseconds? Say it with --set time_ms=COLUMN. It has ${listed(relation.columns.map(({ name }) => name))}.`,
    );
  }
  const ids = { query_id: either('query_id'), query: either('query') };
  if (ids.query_id === null && ids.query === null) {
    throw new KindredError(
      'invalid_input',
      `Which column of ${relation.label} tells queries apart? Say it with --set query_id=COLUMN, or --set query=COLUMN for their text.`,
    );
  }
  const features = featureNames.flatMap((name): [FeatureName, string][] => {
    const named = options[name];
    if (named === '') return [];
    if (named !== undefined) return [[name, numeric(named, `feature ${name}`)]];
    return relation.columns.some((column) => column.name === name) ? [[name, numeric(name, `feature ${name}`)]] : [];
  });
  return {
    ...ids,
    time_ms: numeric(time, 'execution time'),
    at: timeColumn(relation, either('at')),
    features: Object.fromEntries(features),
  };
}

function timeColumn(relation: Relation, name: string | null): string | null {
  const column = name === null ? undefined : relation.columns.find((candidate) => candidate.name === name);
  if (!column) return null;
  if (column.kind === 'time' || column.kind === 'date' || isNumeric(column)) return column.name;
  throw new KindredError(
    'invalid_input',
    `The column "${column.name}" of ${relation.label} is of the type ${column.type}, which is no time. Name another one with --set at=COLUMN.`,
  );
}

const Row = z.object({
  id: z.string().nullable(),
  query: z.string().nullable(),
  time: z.number().nullable(),
  at: z.number().nullable(),
  features: z.array(z.number().or(z.nan()).nullable()),
});
type Row = z.infer<typeof Row>;

function readRows(session: Session, relation: Relation, mapping: Mapping, limit: number): Promise<Row[]> {
  const quoted = (name: string | null, as: string) => (name === null ? 'null' : `t.${pg.escapeIdentifier(name)}${as}`);
  const features = featureNames.map((name) => quoted(mapping.features[name] ?? null, '::float8'));
  const at = mapping.at === null ? 'null::float8' : atSql(relation, mapping.at);
  const FloatRow = Row.extend({
    time: z.number().or(z.nan()).nullable(),
    features: z.array(z.union([z.number(), z.nan(), z.literal(Infinity), z.literal(-Infinity)]).nullable()),
  });
  return session.ask(
    FloatRow as z.ZodType<Row>,
    `reading ${relation.label}`,
    `select ${quoted(mapping.query_id, '::text')} as id, ${quoted(mapping.query, '::text')} as query, t.${pg.escapeIdentifier(mapping.time_ms)}::float8 as time,
            ${at} as at, array[${features.join(', ')}]::float8[] as features
       from ${relation.from} as t order by 4, 1, 2 limit $1`,
    [limit],
    readMs,
  );
}

/** Milliseconds since 1970; numbers are milliseconds already. */
function atSql({ columns }: Relation, name: string): string {
  const column = columns.find((candidate) => candidate.name === name)!;
  const value = `t.${pg.escapeIdentifier(name)}`;
  return isNumeric(column) ? `${value}::float8` : `(extract(epoch from ${value}) * 1000)::float8`;
}

/** Rows with all features, in the order of their times. */
async function completed(
  session: Session,
  rows: readonly Row[],
  mapping: Mapping,
  { explain }: QueryOptions,
  { drops, onProgress }: SamplingContext,
): Promise<SampleRow[]> {
  const memory = await plannerMemory(session);
  const planOf = createPlanCache();
  const last = new Map<string, { count: number; time: number }>();
  const done: SampleRow[] = [];
  for (const [at, row] of rows.entries()) {
    const query = row.query ?? '';
    const id = row.id ?? createHash('sha256').update(query).digest('hex').slice(0, 16);
    if (row.id === null && row.query === null) {
      drops.add({ reason: 'no query', check: 'missing' }, `row ${at + 1}`);
      continue;
    }
    if (row.time === null || !Number.isFinite(row.time) || row.time < 0) {
      const check = row.time === null ? 'missing' : Number.isNaN(row.time) ? 'nan' : 'range';
      drops.add({ reason: 'no execution time', check }, `row ${at + 1}: ${row.time} for query ${id}`);
      continue;
    }
    const planned = explain && row.query !== null ? await planOf(session, memory, query) : null;
    const before = last.get(id);
    const derived =
      mapping.at === null ? {} : { calls_history: before?.count ?? 0, recent_mean_ms: before?.time ?? NaN };
    const given = Object.fromEntries(
      featureNames.flatMap((name, slot) =>
        mapping.features[name] === undefined ? [] : [[name, row.features[slot] ?? NaN]],
      ),
    );
    const explanation = planned && 'explanation' in planned ? planned.explanation : null;
    const features = featuresFrom(explanation, { ...derived, ...given }).map((value) => (value < 0 ? NaN : value));
    if (features.every((value) => Number.isNaN(value))) {
      drops.add({ reason: 'no feature is known', check: 'missing' }, `row ${at + 1}: query ${id}`);
      continue;
    }
    done.push({ id, query, features, time: row.time, calls: NaN, at: row.at ?? NaN });
    last.set(id, { count: (before?.count ?? 0) + 1, time: row.time });
    if (at % 100 === 0) onProgress('Explaining queries', at, rows.length);
  }
  return done;
}

/** The options that read the same again, without what is so anyway. */
function understood({ table }: Relation, mapping: Mapping, { limit, explain }: QueryOptions): Sampled['options'] {
  return {
    from: 'table',
    schema: table!.schema,
    table: table!.name,
    limit,
    explain,
    query_id: mapping.query_id ?? '',
    query: mapping.query ?? '',
    time_ms: mapping.time_ms,
    at: mapping.at ?? '',
    ...Object.fromEntries(featureNames.map((name) => [name, mapping.features[name] ?? ''])),
  };
}
