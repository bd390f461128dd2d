import { KindredError } from '#shared/api/errors.ts';
import type { RowFault } from '../row-fault.ts';
import type { FileContext } from './file-bytes.ts';

/** Text exactly as it stands; null where there is none. */
export type Cell = string | null;

/** Rows one after the other. */
export type RowBatch = {
  /** Number of the first row, counted as a person counts them in the file. */
  first: number;
  rows: readonly (readonly Cell[])[];
  /** Why a row of the batch (by its index) cannot be read; its only cell is what stands there. */
  faults?: ReadonlyMap<number, RowFault>;
};

/** What was found out about a file, for the recipe. */
export type UnderstoodFormat = { format: TableFormat; delimiter?: string; encoding?: string; header?: boolean };

export const tableFormats = ['delimited', 'json-lines', 'parquet', 'arrow'] as const;
export type TableFormat = (typeof tableFormats)[number];

/** A table in a file, whatever its format. */
export type Table = {
  path: string;
  /** Names of the columns in their order; they need not differ. */
  columns: readonly string[];
  /** Columns that are times by their type: their cells are milliseconds since 1970. */
  timeColumns: ReadonlySet<number>;
  understood: UnderstoodFormat;
  /**
   * All rows in order.
   * @param wanted columns whose cells are needed; the others may be null
   * @throws KindredError cancelled, or naming what is wrong in the file and where
   */
  batches(wanted: readonly number[], context: FileContext): AsyncIterable<RowBatch>;
};

/** Rows that are handed on at a time, by formats that have no chunks of their own. */
export const batchRows = 4096;

/** A row without a cell yet. */
export function emptyRow(width: number): Cell[] {
  const cells: Cell[] = [];
  for (let column = 0; column < width; column++) cells.push(null);
  return cells;
}

/** What a library says of a file that is not as it should be, as a sentence. */
export function unreadable(path: string, what: string, error: unknown): unknown {
  if (error instanceof KindredError) return error;
  const reason = error instanceof Error ? error.message : String(error);
  return new KindredError(
    'invalid_input',
    `"${path}" cannot be read as ${what}: ${reason.replace(/\.$/, '')}. Is it whole? Copy it again, or export it once more.`,
    { cause: error },
  );
}
