import { parse, type CsvError, type Parser } from 'csv-parse';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { KindredError } from '#shared/api/errors.ts';
import type { FileContext } from './file-bytes.ts';
import { createSplitter } from './split-rows.ts';
import { batchRows, type Cell, type RowBatch } from './table.ts';
import { readText, type Encoding } from './text-file.ts';

/** Longest row, in bytes: a quote that is never closed stops there instead of taking the whole file. */
const maxRowBytes = 1 << 20;

export type RowFormat = { delimiter: string; quoted: boolean; encoding: Encoding };

/**
 * The rows of a delimited text file, in order; empty lines are skipped. An empty cell is null, an empty text in quotes is that text.
 * As long as no quote occurs rows are split by searching; from then on by a CSV parser.
 * @throws KindredError naming the file and the row where it is no table
 */
export async function* readRows(path: string, format: RowFormat, context: FileContext): AsyncGenerator<RowBatch> {
  const texts = readText(path, format.encoding, context);
  const splitter = createSplitter(format.delimiter, format.quoted ? '"' : null);
  let row = 1;
  try {
    for (let next = await texts.next(); !next.done; next = await texts.next()) {
      const rows = splitter.push(next.value);
      if (!rows) return yield* parseRows(path, format, row, splitter.rest(), texts);
      if (rows.length > 0) yield { first: row, rows };
      row += rows.length;
    }
    const rows = splitter.finish();
    if (rows.length > 0) yield { first: row, rows };
  } finally {
    await texts.return(undefined);
  }
}

/** `readRows`, row by row. @param onRow gets the cells and the row's number, from 1 */
export async function forEachRow(
  path: string,
  format: RowFormat,
  context: FileContext,
  onRow: (cells: readonly Cell[], row: number) => void,
): Promise<void> {
  for await (const { first, rows } of readRows(path, format, context)) {
    rows.forEach((cells, index) => onRow(cells, first + index));
  }
}

/** @param row number of the first row of `rest`, which the further texts follow */
async function* parseRows(
  path: string,
  { delimiter, quoted }: RowFormat,
  row: number,
  rest: string,
  texts: AsyncGenerator<string>,
): AsyncGenerator<RowBatch> {
  const parser: Parser = parse({
    delimiter,
    quote: quoted ? '"' : null,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: maxRowBytes,
    cast: (text, { quoting }) => (text === '' && !quoting ? null : text),
    // What was read so far ended its lines so; a lone \r further on is a character like others.
    ...(row > 1 && { record_delimiter: ['\r\n', '\n'] }),
  });
  // A failure of the source ends the parser as well, so it reaches the loop below; so does leaving the loop early.
  void pipeline(Readable.from(joined(rest, texts)), parser).catch(() => {});
  let rows: Cell[][] = [];
  let first = row;
  try {
    for await (const cells of parser as AsyncIterable<Cell[]>) {
      rows.push(cells);
      if (rows.length < batchRows) continue;
      yield { first, rows };
      first += rows.length;
      rows = [];
    }
    if (rows.length > 0) yield { first, rows };
  } catch (error) {
    throw isCsvError(error) ? unreadable(path, first + rows.length, error) : error;
  }
}

async function* joined(rest: string, texts: AsyncGenerator<string>): AsyncGenerator<string> {
  yield rest;
  yield* texts;
}

const isCsvError = (error: unknown): error is CsvError =>
  error instanceof Error && 'code' in error && String(error.code).startsWith('CSV_');

const unreadable = (path: string, row: number, cause: CsvError) =>
  new KindredError(
    'invalid_input',
    `"${path}" cannot be read as a table near row ${row}: ${cause.message}. Is the delimiter right, and is every quote closed?`,
    { cause },
  );
