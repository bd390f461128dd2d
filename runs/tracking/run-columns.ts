import { sql, type Expression, type SqlBool } from 'kysely';
import type { RunQuery } from '#shared/api/api.ts';
import type { RunColumn } from '#shared/domain/run-columns.ts';
import { read, type Reader, type StoreContext } from './context.ts';
import { attributes } from './search/attributes.ts';
import { readSearch, type Search } from './search/search.ts';

/** Facts that a table of runs shows beside what runs log. */
const facts = [
  'status',
  'algorithm',
  'dataset',
  'dataset_version',
  'experiment',
  'split',
  'candidates',
  'seed',
  'duration_ms',
  'created_at',
  'note',
] as const;

/**
 * What the runs that a search finds have values of, by kind and name, and in what they differ: asked of the whole set, not of a page.
 * @throws KindredError invalid_input where the filter cannot be read
 */
export function runColumns(
  context: StoreContext,
  query: Pick<RunQuery, 'filter' | 'deleted'>,
): Promise<{ columns: RunColumn[]; total: number }> {
  return read(context, async (reader) => {
    const search = await readSearch(reader, query);
    const { total, columns } = await factColumns(reader, search);
    const found = await foundRows(reader, search, total);
    const logged = [
      ...(await paramColumns(reader, found, total)),
      ...(await metricColumns(reader, found, total)),
      ...(await tagColumns(reader, found, total)),
    ];
    return { columns: [...columns, ...logged], total };
  });
}

async function factColumns(db: Reader, { where }: Search): Promise<{ columns: RunColumn[]; total: number }> {
  const row: Record<string, unknown> = await db
    .selectFrom('runs')
    .select((eb) => [
      eb.fn.countAll<number>().as('total'),
      ...facts.flatMap((name) => {
        const value = attributes[name]!.column(eb);
        return [
          eb.fn.count(value).as(`${name} n`),
          eb.fn.min(value).as(`${name} least`),
          eb.fn.max(value).as(`${name} most`),
        ];
      }),
    ])
    .where(where)
    .executeTakeFirstOrThrow();
  const total = Number(row['total']);
  const columns = facts.map((id): RunColumn => {
    const n = Number(row[`${id} n`]);
    const [least, most] = [row[`${id} least`], row[`${id} most`]];
    return { id, kind: 'fact', n, ...difference(least !== most, n, total), range: rangeOf(least, most) };
  });
  return { columns, total };
}

/** Where few of all runs are found, their rows are looked up run by run; else all rows are read in their own order, by name. */
const fewOfAll = 0.2;

/** The condition on a logged row that its run is found; always true where all runs are. */
async function foundRows(db: Reader, { where }: Search, total: number): Promise<Expression<SqlBool>> {
  const { all } = await db
    .selectFrom('runs')
    .select(({ fn }) => fn.countAll<number>().as('all'))
    .executeTakeFirstOrThrow();
  if (total === all) return sql<SqlBool>`true`;
  const found = db.selectFrom('runs').select('number').where(where);
  // The plus keeps SQLite from its index of rows by run.
  return total < fewOfAll * all ? sql<SqlBool>`run in ${found}` : sql<SqlBool>`+run in ${found}`;
}

type Found = Expression<SqlBool>;

async function paramColumns(db: Reader, found: Found, total: number): Promise<RunColumn[]> {
  const rows = await db
    .selectFrom('params')
    .select(({ fn }) => [
      'key',
      fn.countAll<number>().as('n'),
      fn.min('type').as('first_type'),
      fn.max('type').as('last_type'),
      fn.min('text_value').as('first_text'),
      fn.max('text_value').as('last_text'),
      fn.min('number_value').as('least'),
      fn.max('number_value').as('most'),
    ])
    .where(found)
    .groupBy('key')
    .orderBy('key')
    .execute();
  return rows.map(({ key, n, first_type, last_type, first_text, last_text, least, most }) => ({
    id: `params.${key}`,
    kind: 'param',
    n,
    ...difference(first_type !== last_type || first_text !== last_text || least !== most, n, total),
    range: first_type === 'number' && last_type === 'number' ? rangeOf(least, most) : null,
  }));
}

async function metricColumns(db: Reader, found: Found, total: number): Promise<RunColumn[]> {
  const rows = await db
    .selectFrom('metrics')
    .select(({ fn }) => [
      'name',
      fn.countAll<number>().as('n'),
      sql<number>`count(value)`.as('numbers'),
      fn.min('value').as('least'),
      fn.max('value').as('most'),
    ])
    .where(found)
    .groupBy('name')
    .orderBy('name')
    .execute();
  return rows.map(({ name, n, numbers, least, most }) => ({
    id: `metrics.${name}`,
    kind: 'metric',
    n,
    ...difference((numbers > 0 && numbers < n) || least !== most, n, total),
    range: rangeOf(least, most),
  }));
}

async function tagColumns(db: Reader, found: Found, total: number): Promise<RunColumn[]> {
  const rows = await db
    .selectFrom('tags')
    .select(({ fn }) => ['key', fn.countAll<number>().as('n'), fn.min('value').as('first'), fn.max('value').as('last')])
    .where(found)
    .groupBy('key')
    .orderBy('key')
    .execute();
  return rows.map(({ key, n, first, last }) => ({
    id: `tags.${key}`,
    kind: 'tag',
    n,
    ...difference(first !== last, n, total),
    range: null,
  }));
}

const difference = (varies: boolean, n: number, total: number) => ({ varies, differs: varies || (n > 0 && n < total) });

const rangeOf = (least: unknown, most: unknown): [number, number] | null =>
  typeof least === 'number' && typeof most === 'number' ? [least, most] : null;
