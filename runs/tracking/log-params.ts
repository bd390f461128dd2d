import { KindredError } from '#shared/api/errors.ts';
import type { ParamValue } from '#shared/domain/run.ts';
import { write, type Reader, type StoreContext, type Writer } from './context.ts';
import { groupKey } from './group-key.ts';
import { changeRunRow, openRunRow } from './run-row.ts';
import { ksOf } from './run-rows.ts';
import { paramColumns, paramValue } from './schema.ts';
import { seal } from './seal.ts';

type Params = Readonly<Record<string, ParamValue>>;

/**
 * Logs params of a run, each kept exactly as the type it has. A param that exists takes the new value.
 * @throws KindredError invalid_input for a number that is not finite; conflict where the run has ended
 */
export function logParams(context: StoreContext, id: string, params: Params): Promise<void> {
  return write(context, async (writer) => {
    const run = await openRunRow(writer, id);
    await insertParams(writer, run.number, params);
    const { fingerprint } = await writer
      .selectFrom('datasets')
      .select('fingerprint')
      .where('id', '=', run.dataset_id)
      .executeTakeFirstOrThrow();
    const all = await paramsOf(writer, run.number);
    const key = groupKey({ ...run, dataset: fingerprint, ks: ksOf(run.ks), params: all });
    await changeRunRow(writer, run, { group_key: key });
  });
}

/** As `logParams`, inside a transaction that is under way and without the group. */
export async function insertParams(writer: Writer, run: number, params: Params): Promise<void> {
  for (const [key, value] of Object.entries(params)) {
    if (typeof value === 'number' && !Number.isFinite(value)) {
      throw new KindredError(
        'invalid_input',
        `Param "${key}" is ${value}; a param is text, a finite number, true, false or null.`,
      );
    }
    const { type, text_value, number_value, crc, ...keys } = seal('params', { run, key, ...paramColumns(value) });
    const columns = { type, text_value, number_value, crc };
    await writer
      .insertInto('params')
      .values({ ...keys, ...columns })
      .onConflict((conflict) => conflict.columns(['run', 'key']).doUpdateSet(columns))
      .execute();
  }
}

async function paramsOf(db: Reader, run: number): Promise<Params> {
  const rows = await db.selectFrom('params').selectAll().where('run', '=', run).execute();
  return Object.fromEntries(rows.map((row) => [row.key, paramValue(row)]));
}
