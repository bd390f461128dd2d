import type { AsyncRecordBatchFileReader, AsyncRecordBatchStreamReader, Field, RecordBatch } from 'apache-arrow';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { zstdDecompressSync } from 'node:zlib';
import { firstBytes, stopIfAsked, type FileContext } from './file-bytes.ts';
import { unpackLz4Frame } from './lz4.ts';
import { typedCell } from './typed-cell.ts';
import { batchRows, emptyRow, unreadable, type Cell, type RowBatch, type Table } from './table.ts';

type Reader = AsyncRecordBatchFileReader | AsyncRecordBatchStreamReader;

/** An Arrow IPC file (Feather 2) or stream, read one record batch at a time. */
export async function openArrow(path: string): Promise<Table> {
  const { DataType } = await loadArrow();
  const isTime = ({ type }: Field) => DataType.isTimestamp(type) || DataType.isDate(type);
  const fields = await withReader(path, async ({ schema }) => schema.fields);
  const times = new Set(fields.flatMap((field, column) => (isTime(field) ? [column] : [])));
  return {
    path,
    columns: fields.map(({ name }) => name),
    timeColumns: times,
    understood: { format: 'arrow' },
    batches: (wanted, context) => readBatches(path, wanted, times, context),
  };
}

/** Arrow's library, loaded where there is such a file: with the compressions that files of other programs have. */
async function loadArrow() {
  const arrow = await import('apache-arrow');
  const { compressionRegistry, CompressionType } = arrow;
  compressionRegistry.set(CompressionType.ZSTD, { decode: (bytes) => new Uint8Array(zstdDecompressSync(bytes)) });
  compressionRegistry.set(CompressionType.LZ4_FRAME, { decode: unpackLz4Frame });
  return arrow;
}

async function* readBatches(
  path: string,
  wanted: readonly number[],
  times: ReadonlySet<number>,
  context: FileContext,
): AsyncGenerator<RowBatch> {
  let first = 1;
  for await (const { batch, index, count } of recordBatches(path)) {
    for (let from = 0; from < batch.numRows; from += batchRows) {
      stopIfAsked(context);
      context.onProgress(`Reading ${basename(path)}`, index, count);
      const to = Math.min(batch.numRows, from + batchRows);
      yield { first: first + from, rows: rowsOf(batch, wanted, times, from, to) };
    }
    first += batch.numRows;
  }
}

function rowsOf(
  batch: RecordBatch,
  wanted: readonly number[],
  times: ReadonlySet<number>,
  from: number,
  to: number,
): Cell[][] {
  const rows = Array.from({ length: to - from }, () => emptyRow(batch.numCols));
  for (const column of wanted) {
    const vector = batch.getChildAt(column)!;
    const cellOf = times.has(column) ? timeCell : typedCell;
    for (let row = from; row < to; row++) rows[row - from]![column] = cellOf(vector.get(row));
  }
  return rows;
}

/** The library gives times in milliseconds, with a fraction where the column is finer. */
const timeCell = (value: unknown): Cell => (typeof value === 'number' ? String(Math.round(value)) : typedCell(value));

/** A stream does not say how many batches it has; then `count` is 0. */
async function* recordBatches(path: string): AsyncGenerator<{ batch: RecordBatch; index: number; count: number }> {
  const { reader, close } = await openReader(path);
  try {
    let index = 0;
    const count = reader.isFile() ? reader.numRecordBatches : 0;
    for await (const batch of reader) yield { batch, index: index++, count };
  } catch (error) {
    throw unreadable(path, 'an Arrow file', error);
  } finally {
    await close();
  }
}

async function withReader<T>(path: string, use: (reader: Reader) => Promise<T>): Promise<T> {
  const { reader, close } = await openReader(path);
  try {
    return await use(reader);
  } finally {
    await close();
  }
}

async function openReader(path: string): Promise<{ reader: Reader; close(): Promise<void> }> {
  const { RecordBatchReader } = await loadArrow();
  const isFile = (await firstBytes(path)).toString('latin1').startsWith('ARROW1');
  const handle = isFile ? await open(path) : null;
  const stream = isFile ? null : createReadStream(path);
  const close = async () => {
    stream?.destroy();
    await handle?.close().catch(() => {});
  };
  try {
    const reader = handle ? await RecordBatchReader.from(handle) : await RecordBatchReader.from(stream!);
    return { reader: await reader.open({ autoDestroy: false }), close };
  } catch (error) {
    await close();
    throw unreadable(path, 'an Arrow file', error);
  }
}
