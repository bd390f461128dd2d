import type { RunQuery } from '#shared/domain/run-query.ts';
import type { RunColumn } from '#shared/domain/run-columns.ts';
import { isEnded } from '#shared/domain/run.ts';
import { read, type Reader, type StoreContext } from './context.ts';
import type { FoundRun } from './logged-values.ts';
import { readSearch, type Search } from './search/search.ts';
import type { ColumnSum } from './sum-columns.ts';

/** Facts that a table of runs shows beside what runs log. */
const facts = {
  status: 'runs.status',
  algorithm: 'runs.algorithm',
  dataset: 'datasets.name',
  dataset_version: 'datasets.version',
  experiment: 'experiments.name',
  split: 'runs.split_kind',
  candidates: 'runs.candidates',
  seed: 'runs.seed',
  duration_ms: 'runs.duration_ms',
  created_at: 'runs.created_at',
  note: 'runs.note',
} as const;

/**
 * What the runs that a search finds have values of, by kind and name, and in what they differ: asked of the whole set, not of a page.
 * @throws KindredError invalid_input where the filter cannot be read
 */
export async function runColumns(
  context: StoreContext,
  query: Pick<RunQuery, 'kind' | 'filter' | 'deleted'>,
): Promise<{ columns: RunColumn[]; total: number }> {
  const { found, ofFacts, ofTags } = await read(context, async (reader) => {
    const search = await readSearch(reader, query);
    const found = await foundRuns(reader, search);
    const total = found.length;
    return {
      found,
      ofFacts: await factColumns(reader, search, total),
      ofTags: await tagColumns(reader, search, total),
    };
  });
  const total = found.length;
  // After the transaction, which would make others wait while values are read for the first time.
  const logged = await context.logged.sum(context.db, found);
  const ofParams = logged.params.map((sum) => loggedColumn('param', sum, total));
  const ofMetrics = logged.metrics.map((sum) => loggedColumn('metric', sum, total));
  return { columns: [...ofFacts, ...ofParams, ...ofMetrics, ...ofTags], total };
}

async function foundRuns(db: Reader, { where }: Search): Promise<FoundRun[]> {
  const rows = await db.selectFrom('runs').select(['number', 'status']).where(where).execute();
  return rows.map(({ number, status }) => ({ number, hasEnded: isEnded(status) }));
}

async function factColumns(db: Reader, { where }: Search, total: number): Promise<RunColumn[]> {
  const row: Record<string, unknown> = await db
    .selectFrom('runs')
    .innerJoin('datasets', 'datasets.id', 'runs.dataset_id')
    .innerJoin('experiments', 'experiments.id', 'runs.experiment_id')
    .select(({ fn }) =>
      Object.entries(facts).flatMap(([name, column]) => [
        fn.count(column).as(`${name} n`),
        fn.min(column).as(`${name} least`),
        fn.max(column).as(`${name} most`),
      ]),
    )
    .where(where)
    .executeTakeFirstOrThrow();
  return Object.keys(facts).map((id): RunColumn => {
    const n = Number(row[`${id} n`]);
    const [least, most] = [row[`${id} least`], row[`${id} most`]];
    const range: RunColumn['range'] = typeof least === 'number' && typeof most === 'number' ? [least, most] : null;
    return { id, kind: 'fact', n, ...difference(least !== most, n, total), minority: 0, range };
  });
}

function loggedColumn(
  kind: 'param' | 'metric',
  { name, n, numbers, minority, range }: ColumnSum,
  total: number,
): RunColumn {
  // Not-a-number is a value of a metric; a param of several types has no range.
  const hasRange = kind === 'metric' || numbers === n;
  const differs = difference(minority > 0, n, total);
  return { id: `${kind}s.${name}`, kind, n, ...differs, minority, range: hasRange ? range : null };
}

async function tagColumns(db: Reader, { where }: Search, total: number): Promise<RunColumn[]> {
  const found = db.selectFrom('runs').select('number').where(where);
  const rows = await db
    .selectFrom('tags')
    .select(({ fn }) => ['key', fn.countAll<number>().as('n'), fn.min('value').as('first'), fn.max('value').as('last')])
    .where('run', 'in', found)
    .groupBy('key')
    .orderBy('key')
    .execute();
  return rows.map(({ key, n, first, last }) => ({
    id: `tags.${key}`,
    kind: 'tag',
    n,
    ...difference(first !== last, n, total),
    minority: 0,
    range: null,
  }));
}

const difference = (varies: boolean, n: number, total: number) => ({ varies, differs: varies || (n > 0 && n < total) });
