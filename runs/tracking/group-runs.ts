import { sql, type Expression } from 'kysely';
import type { GroupQuery } from '#shared/domain/run-query.ts';
import type { Run } from '#shared/domain/run.ts';
import type { RunGroup } from '#shared/domain/run-group.ts';
import { read, type Reader, type StoreContext } from './context.ts';
import { readGrouping, type Grouping } from './group-by.ts';
import { runsOf } from './run-rows.ts';
import type { SortKey } from './search/order-sql.ts';
import { readSearch, type Search } from './search/search.ts';
import { summariseGroup } from './summarise-group.ts';

type Asked = { search: Search; grouping: Grouping };
/** `null` gathers the runs that have no value. */
type Key = string | number | null;

/**
 * A page of groups of runs: of those that agree in everything but the seed, or in one param, tag or fact. Each has the mean of every metric
 * and its 95 % interval by Student's t. Groups are sorted by the mean where the order names a metric, else by their last run in that order; equal ones, the newest first.
 * @throws KindredError invalid_input where the filter, the order or what to group by cannot be read
 */
export function groupRuns(
  context: StoreContext,
  query: GroupQuery,
): Promise<{ groups: RunGroup[]; total: number; runs: number }> {
  return read(context, async (reader) => {
    const asked = { search: await readSearch(reader, query), grouping: await readGrouping(reader, query.by) };
    const keys = await page(reader, asked, query);
    const columns = query.columns && [...query.columns, ...asked.grouping.columns];
    const members = await membersOf(reader, asked, keys, columns);
    const groups = keys.map((key) => summariseGroup(String(key ?? ''), members.get(key) ?? [], asked.grouping));
    return { groups, ...(await count(reader, asked)) };
  });
}

async function page(db: Reader, { search, grouping }: Asked, { limit, offset }: GroupQuery): Promise<Key[]> {
  let found = db
    .selectFrom('runs')
    .select((eb) => sql<Key>`${grouping.key(eb)}`.as('key'))
    .where(search.where)
    .groupBy(sql.ref('key'));
  for (const key of search.order) found = found.orderBy(ofGroup(key), (by) => by[key.direction]().nullsLast());
  const newest = db.fn.max('runs.number');
  const rows = await found.orderBy(newest, 'desc').limit(limit).offset(offset).execute();
  return rows.map(({ key }) => key);
}

function ofGroup({ by, direction, nan }: SortKey): Expression<unknown> {
  if (nan !== null) return sql`avg(nullif(${by}, ${nan}))`;
  return direction === 'desc' ? sql`max(${by})` : sql`min(${by})`;
}

async function membersOf(
  db: Reader,
  { search, grouping }: Asked,
  keys: readonly Key[],
  columns: readonly string[] | undefined,
): Promise<Map<Key, Run[]>> {
  if (keys.length === 0) return new Map();
  const rows = await db
    .selectFrom('runs')
    .select((eb) => ['number', sql<Key>`${grouping.key(eb)}`.as('key')])
    .where(search.where)
    .where((eb) =>
      eb.or([
        eb(
          grouping.key(eb),
          'in',
          keys.filter((key) => key !== null),
        ),
        ...(keys.includes(null) ? [eb(grouping.key(eb), 'is', null)] : []),
      ]),
    )
    .orderBy('number')
    .execute();
  const runs = await runsOf(
    db,
    rows.map(({ number }) => number),
    columns,
  );
  const keyOf = new Map(rows.map(({ number, key }) => [number, key]));
  return Map.groupBy(runs, ({ number }) => keyOf.get(number) ?? null);
}

async function count(db: Reader, { search, grouping }: Asked): Promise<{ total: number; runs: number }> {
  const { keyed, without, runs } = await db
    .selectFrom('runs')
    .select((eb) => [
      eb.fn.count<number>(grouping.key(eb)).distinct().as('keyed'),
      sql<number>`coalesce(max(${grouping.key(eb)} is null), 0)`.as('without'),
      eb.fn.countAll<number>().as('runs'),
    ])
    .where(search.where)
    .executeTakeFirstOrThrow();
  return { total: keyed + without, runs };
}
