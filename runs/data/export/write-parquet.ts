import type { ColumnSource } from 'hyparquet-writer';
import { zstdCompressSync } from 'node:zlib';
import { columnTitles, type EventRows } from './event-rows.ts';

/** Rows of a group; their texts and times are objects while they are written. */
const groupRows = 100_000;

/**
 * Writes interactions as Parquet: ids and types as text, weights as doubles, times as milliseconds in UTC; zstd.
 * @param onRows gets the number of rows written after each group; what it throws ends the writing
 */
export async function writeParquet(path: string, rows: EventRows, onRows: (rows: number) => void): Promise<void> {
  const { fileWriter, ParquetWriter, schemaFromColumnData } = await import('hyparquet-writer');
  const writer = fileWriter(path);
  const parquet = new ParquetWriter({
    writer,
    schema: schemaFromColumnData({ columnData: columnsOf(rows, 0, 1) }),
    codec: 'ZSTD',
    compressors: { ZSTD: (bytes) => new Uint8Array(zstdCompressSync(bytes)) },
    createdBy: 'Kindred',
  });
  const total = rows.users.length;
  for (let from = 0; from < total; from += groupRows) {
    const to = Math.min(total, from + groupRows);
    await parquet.write({ columnData: columnsOf(rows, from, to), rowGroupSize: groupRows });
    onRows(to);
  }
  await parquet.finish();
}

function columnsOf(
  { users, items, weights, times, userIds, itemIds, events }: EventRows,
  from: number,
  to: number,
): ColumnSource[] {
  const some = <T>(get: (row: number) => T): T[] => Array.from({ length: to - from }, (_, index) => get(from + index));
  const columns: ColumnSource[] = [
    { name: columnTitles.user, type: 'STRING', nullable: false, data: some((row) => userIds[users[row]!]!) },
    { name: columnTitles.item, type: 'STRING', nullable: false, data: some((row) => itemIds[items[row]!]!) },
  ];
  const typed = (name: string, data: ColumnSource['data'], type: 'STRING' | 'TIMESTAMP' | 'DOUBLE', nullable = false) =>
    columns.push({ name, type, nullable, data });
  if (events)
    typed(
      columnTitles.type,
      some((row) => events.typeNames[events.types[row]!]!),
      'STRING',
    );
  typed(columnTitles.weight, weights.slice(from, to), 'DOUBLE');
  if (times)
    typed(
      columnTitles.time,
      some((row) => new Date(times[row]!)),
      'TIMESTAMP',
    );
  const details = events?.details;
  if (details) {
    const data = some((row) => (Number.isNaN(details[row]!) ? null : details[row]!));
    typed(columnTitles.detail, data, 'DOUBLE', true);
  }
  return columns;
}
