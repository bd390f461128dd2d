import type { MetricValue } from '#shared/domain/metric.ts';
import { write, type StoreContext, type Writer } from './context.ts';
import { metricValue } from './run-rows.ts';
import { openRunRow } from './run-row.ts';
import type { Columns } from './schema.ts';
import { seal } from './seal.ts';

/** One measurement. Not-a-number is a value; an infinite one is kept as it, for the contract knows no other. */
export type MetricEntry = { name: string; step: number; value: number };

type Row = Columns<'metrics'>;

/** SQLite's limit is 32,766 values in a statement; seven a row. */
const rowsAtOnce = 500;

/**
 * Logs metrics in one transaction: all of them are there when this resolves, or none is.
 * Every measurement stays in the history; the last logged one of a name is what tables show.
 * @throws KindredError conflict where the run has ended
 */
export async function logMetrics(context: StoreContext, id: string, entries: readonly MetricEntry[]): Promise<void> {
  if (entries.length === 0) return;
  await write(context, async (writer) => {
    const { number } = await openRunRow(writer, id);
    const at = Math.round(context.clock.now());
    const rows = entries.map((entry) => toRow(number, entry, at));
    for (let from = 0; from < rows.length; from += rowsAtOnce) {
      await append(writer, rows.slice(from, from + rowsAtOnce));
    }
  });
}

/** Every measurement of a metric, in the order in which they were logged. */
export async function metricHistory(
  { db }: StoreContext,
  id: string,
  metric: string,
): Promise<{ step: number; value: MetricValue; at: number }[]> {
  const rows = await db
    .selectFrom('metric_history as m')
    .innerJoin('runs as r', 'r.number', 'm.run')
    .select(['m.step', 'm.value', 'm.is_nan', 'm.at'])
    .where('r.id', '=', id)
    .where('m.name', '=', metric)
    .orderBy('m.sequence')
    .execute();
  return rows.map(({ step, at, ...value }) => ({ step, value: metricValue(value), at }));
}

function toRow(run: number, { name, step, value }: MetricEntry, at: number): Row {
  const isNumber = Number.isFinite(value);
  return { run, name: name.toWellFormed(), step, value: isNumber ? value : null, is_nan: isNumber ? 0 : 1, at };
}

async function append(writer: Writer, rows: readonly Row[]): Promise<void> {
  await writer
    .insertInto('metric_history')
    .values(rows.map((row) => seal('metric_history', row)))
    .execute();
  const last = new Map(rows.map((row) => [row.name, row]));
  await writer
    .insertInto('metrics')
    .values([...last.values()].map((row) => seal('metrics', row)))
    .onConflict((conflict) =>
      conflict.columns(['run', 'name']).doUpdateSet(({ ref }) => ({
        step: ref('excluded.step'),
        value: ref('excluded.value'),
        is_nan: ref('excluded.is_nan'),
        at: ref('excluded.at'),
        crc: ref('excluded.crc'),
      })),
    )
    .execute();
}
