import type { Selectable } from 'kysely';
import { KindredError } from '#shared/api/errors.ts';
import { isEnded, type Run } from '#shared/domain/run.ts';
import type { Reader, Writer } from './context.ts';
import type { Columns, Tables } from './schema.ts';
import { checksum, seal } from './seal.ts';

export type RunRow = Selectable<Tables['runs']>;

/** A run's own row. @throws KindredError not_found */
export async function runRow(db: Reader, id: Run['id']): Promise<RunRow> {
  const row = await db.selectFrom('runs').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) throw new KindredError('not_found', `There is no run "${id}".`);
  return row;
}

/** The row of a run that may still be written to. @throws KindredError conflict where it has ended */
export async function openRunRow(db: Reader, id: Run['id']): Promise<RunRow> {
  const row = await runRow(db, id);
  if (!isEnded(row.status)) return row;
  throw new KindredError(
    'conflict',
    `Run ${row.number} has ended already (${row.status}); nothing more can be logged to it.`,
  );
}

/**
 * Changes columns of a run's row, and its checksum with them.
 * @throws KindredError unavailable where the row is damaged: a new checksum would make the damage look right
 */
export async function changeRunRow(writer: Writer, row: RunRow, change: Partial<Columns<'runs'>>): Promise<void> {
  if (checksum('runs', row) !== row.crc) {
    throw new KindredError(
      'unavailable',
      `The row of run ${row.number} is damaged and was left as it is. Run \`kindred verify\`, then \`kindred restore\`.`,
    );
  }
  await writer
    .updateTable('runs')
    .set(seal('runs', { ...row, ...change }))
    .where('number', '=', row.number)
    .execute();
}
