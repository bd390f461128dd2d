import type { AsyncBuffer, DecodedArray, FileMetaData, SchemaElement } from 'hyparquet';
import { open, type FileHandle } from 'node:fs/promises';
import { basename } from 'node:path';
import { zstdDecompressSync } from 'node:zlib';
import { fileSize, stopIfAsked, type FileContext } from './file-bytes.ts';
import { unpackLz4Block } from './lz4.ts';
import { typedCell } from './typed-cell.ts';
import { batchRows, emptyRow, unreadable, type Cell, type RowBatch, type Table } from './table.ts';

/** A Parquet file, read one row group at a time: that group's wanted columns are the memory it takes. */
export async function openParquet(path: string): Promise<Table> {
  const [{ parquetMetadataAsync, parquetSchema }, size] = await Promise.all([import('hyparquet'), fileSize(path)]);
  const metadata = await withFile(path, size, (file) => parquetMetadataAsync(file)).catch((error: unknown) => {
    throw unreadable(path, 'Parquet', error);
  });
  const fields = parquetSchema(metadata).children.map(({ element }) => element);
  const times = fields.flatMap((element, column) => (isTime(element) ? [column] : []));
  return {
    path,
    columns: fields.map(({ name }) => name),
    timeColumns: new Set(times),
    understood: { format: 'parquet' },
    batches: (wanted, context) => readGroups(path, size, metadata, fields, wanted, context),
  };
}

async function* readGroups(
  path: string,
  size: number,
  metadata: FileMetaData,
  fields: readonly SchemaElement[],
  wanted: readonly number[],
  context: FileContext,
): AsyncGenerator<RowBatch> {
  const [{ parquetScan }, { compressors }] = await Promise.all([import('hyparquet'), import('hyparquet-compressors')]);
  const handle = await open(path);
  const total = Number(metadata.num_rows);
  try {
    const scan = await parquetScan({
      file: bufferOf(handle, size),
      metadata,
      columns: wanted.map((column) => fields[column]!.name),
      compressors: {
        ...compressors,
        ZSTD: (input) => new Uint8Array(zstdDecompressSync(input)),
        LZ4_RAW: unpackLz4Block,
      },
      parsers,
    });
    for (const { rowStart, rowEnd } of scan.ranges) {
      const columns: DecodedArray[] = [];
      for (const column of wanted) {
        stopIfAsked(context);
        columns.push(await scan.readColumn({ column: fields[column]!.name, rowStart, rowEnd }));
      }
      for (let from = rowStart; from < rowEnd; from += batchRows) {
        stopIfAsked(context);
        context.onProgress(`Reading ${basename(path)}`, from, total);
        const to = Math.min(rowEnd, from + batchRows);
        yield { first: from + 1, rows: rowsOf(columns, wanted, fields.length, from - rowStart, to - rowStart) };
      }
    }
  } catch (error) {
    throw unreadable(path, 'Parquet', error);
  } finally {
    await handle.close();
  }
}

function rowsOf(
  columns: readonly DecodedArray[],
  wanted: readonly number[],
  width: number,
  from: number,
  to: number,
): Cell[][] {
  return Array.from({ length: to - from }, (_, index) => {
    const cells = emptyRow(width);
    wanted.forEach((column, place) => (cells[column] = typedCell(columns[place]![from + index])));
    return cells;
  });
}

const strict = new TextDecoder('utf-8', { fatal: true });
const milliseconds = (value: bigint, perMs: number): number => Math.round(Number(value) / perMs);

/** Times become milliseconds, texts must be UTF-8: a replacement character would make different ids equal. */
const parsers = {
  timestampFromMilliseconds: (value: bigint) => milliseconds(value, 1),
  timestampFromMicroseconds: (value: bigint) => milliseconds(value, 1e3),
  timestampFromNanoseconds: (value: bigint) => milliseconds(value, 1e6),
  dateFromDays: (days: number) => days * 86_400_000,
  stringFromBytes: (bytes: Uint8Array | undefined) => bytes && strict.decode(bytes),
};

function isTime({ type, converted_type, logical_type }: SchemaElement): boolean {
  if (type === 'INT96' || converted_type === 'DATE') return true;
  return (converted_type?.startsWith('TIMESTAMP') ?? false) || logical_type?.type === 'TIMESTAMP';
}

async function withFile<T>(path: string, size: number, use: (file: AsyncBuffer) => Promise<T>): Promise<T> {
  const handle = await open(path);
  try {
    return await use(bufferOf(handle, size));
  } finally {
    await handle.close();
  }
}

const bufferOf = (handle: FileHandle, byteLength: number): AsyncBuffer => ({
  byteLength,
  async slice(start, end = byteLength) {
    const bytes = Buffer.allocUnsafeSlow(Math.max(0, end - start));
    const { bytesRead } = await handle.read(bytes, 0, bytes.length, start);
    return bytes.buffer.slice(0, bytesRead);
  },
});
