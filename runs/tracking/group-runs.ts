import { sql, type Expression } from 'kysely';
import type { RunQuery, SeedGroup } from '#shared/api/api.ts';
import type { Run } from '#shared/domain/run.ts';
import { meanWithInterval } from '#shared/domain/statistics.ts';
import { read, type Reader, type StoreContext } from './context.ts';
import { isSeedParam } from './group-key.ts';
import { runsOf } from './run-rows.ts';
import type { SortKey } from './search/order-sql.ts';
import { readSearch, type Search } from './search/search.ts';

/**
 * A page of groups of runs that agree in everything but the seed, each with the mean of every metric and its 95 % interval by Student's t.
 * Groups are sorted by the mean where the order names a metric, else by their last run in that order; equal ones, the newest first.
 * @throws KindredError invalid_input where the filter or the order cannot be read
 */
export function groupRuns(context: StoreContext, query: RunQuery): Promise<{ groups: SeedGroup[]; total: number }> {
  return read(context, async (reader) => {
    const search = await readSearch(reader, query);
    const keys = await page(reader, search, query);
    const members = await membersOf(reader, search, keys);
    return { groups: keys.map((key) => toGroup(key, members.get(key) ?? [])), total: await count(reader, search) };
  });
}

async function page(db: Reader, { where, order }: Search, { limit, offset }: RunQuery): Promise<string[]> {
  let found = db.selectFrom('runs').select('group_key').where(where).groupBy('group_key');
  for (const key of order) found = found.orderBy(ofGroup(key), (by) => by[key.direction]().nullsLast());
  const newest = db.fn.max('runs.number');
  const rows = await found.orderBy(newest, 'desc').limit(limit).offset(offset).execute();
  return rows.map(({ group_key }) => group_key);
}

function ofGroup({ by, direction, nan }: SortKey): Expression<unknown> {
  if (nan !== null) return sql`avg(nullif(${by}, ${nan}))`;
  return direction === 'desc' ? sql`max(${by})` : sql`min(${by})`;
}

async function membersOf(db: Reader, { where }: Search, keys: readonly string[]): Promise<Map<string, Run[]>> {
  if (keys.length === 0) return new Map();
  const rows = await db
    .selectFrom('runs')
    .select(['number', 'group_key'])
    .where(where)
    .where('group_key', 'in', keys)
    .orderBy('number')
    .execute();
  const runs = await runsOf(
    db,
    rows.map(({ number }) => number),
  );
  const keyOf = new Map(rows.map(({ number, group_key }) => [number, group_key]));
  return Map.groupBy(runs, ({ number }) => keyOf.get(number)!);
}

async function count(db: Reader, { where }: Search): Promise<number> {
  const { total } = await db
    .selectFrom('runs')
    .select(({ fn }) => fn.count<number>('group_key').distinct().as('total'))
    .where(where)
    .executeTakeFirstOrThrow();
  return total;
}

/** @param runs  oldest first; the newest one gives the name */
function toGroup(key: string, runs: readonly Run[]): SeedGroup {
  const newest = runs.at(-1)!;
  const names = new Set(runs.flatMap(({ metrics }) => Object.keys(metrics)));
  return {
    key,
    runs: runs.map(({ id }) => id),
    algorithm: newest.algorithm,
    name: newest.name,
    params: Object.fromEntries(Object.entries(newest.params).filter(([param]) => !isSeedParam(param))),
    metrics: Object.fromEntries([...names].map((name) => [name, summaryOf(runs, name)])),
  };
}

/** Over the runs whose metric is a number; `n` says how many. */
function summaryOf(runs: readonly Run[], metric: string): SeedGroup['metrics'][string] {
  const values = runs.flatMap(({ metrics }) => metrics[metric] ?? []);
  const { n, mean, sd, ci } = meanWithInterval(values.map(Number));
  return { n, mean: Number.isFinite(mean) ? mean : 'NaN', sd, ci };
}
