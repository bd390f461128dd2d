import type { RunQuery } from '#shared/domain/run-query.ts';
import type { Run } from '#shared/domain/run.ts';
import { read, type Reader, type StoreContext } from './context.ts';
import { runsOf } from './run-rows.ts';
import { readSearch, type Search } from './search/search.ts';

/**
 * A page of the runs that a search finds, whole, and how many it finds in all. Where the order leaves runs equal, the newest comes first.
 * @throws KindredError invalid_input where the filter or the order cannot be read
 */
export function listRuns(context: StoreContext, query: RunQuery): Promise<{ runs: Run[]; total: number }> {
  return read(context, async (reader) => {
    const search = await readSearch(reader, query);
    const numbers = await page(reader, search, query);
    return { runs: await runsOf(reader, numbers, query.columns), total: await count(reader, search) };
  });
}

async function page(db: Reader, { where, order }: Search, { limit, offset }: RunQuery): Promise<number[]> {
  let found = db.selectFrom('runs').select('runs.number').where(where);
  for (const { by, direction } of order) found = found.orderBy(by, (key) => key[direction]().nullsLast());
  const rows = await found.orderBy('runs.number', 'desc').limit(limit).offset(offset).execute();
  return rows.map(({ number }) => number);
}

async function count(db: Reader, { where }: Search): Promise<number> {
  const { total } = await db
    .selectFrom('runs')
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .where(where)
    .executeTakeFirstOrThrow();
  return total;
}
