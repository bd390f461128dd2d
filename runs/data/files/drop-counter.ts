import { csvCell, rawCsvCell } from '#shared/domain/csv-cell.ts';
import type { Dropped } from '#shared/domain/dataset.ts';
import type { RowFault } from '../row-fault.ts';
import type { SourceData } from '../source.ts';

const exampleLength = 200;
/** Bounds of the list of rejected rows; what is counted has none. */
const maxListed = { rows: 100_000, characters: 32 * 1024 * 1024 };

/** A row that was left out or repaired: where it stands, counted as a person would, and what it holds. */
export type RejectedRow = { file: string; row: number; cells: readonly (string | null)[] };

/** Counts what is left out or repaired while a source is read, by reason, with the first case as example, and lists the rows. */
export type DropCounter = {
  /** A row as it stands in the source. */
  reject(fault: RowFault, row: RejectedRow): void;
  /** What is no row of its own, such as one candidate of many. */
  add(fault: RowFault, example?: string, rows?: number): void;
  report(): Pick<SourceData, 'dropped' | 'rejected'>;
};

export function createDropCounter(): DropCounter {
  const byReason = new Map<string, Dropped>();
  const lines: string[] = [];
  let characters = 0;

  const add: DropCounter['add'] = (fault, example, rows = 1) => {
    const known = byReason.get(fault.reason);
    if (known) known.rows += rows;
    else byReason.set(fault.reason, { ...fault, rows, ...(example !== undefined && { example: shortened(example) }) });
  };
  return {
    add,
    reject(fault, { file, row, cells }) {
      add(fault, `row ${row}: ${cells.join(' ')}`);
      if (lines.length === maxListed.rows || characters > maxListed.characters) return;
      const content = cells.map((cell) => (cell === null ? '' : rawCsvCell(cell))).join(',');
      const line = [file, row, fault.reason, content].map(csvCell).join(',');
      characters += line.length;
      lines.push(line);
    },
    report: () => ({
      dropped: [...byReason.values()],
      rejected: lines.length === 0 ? null : Buffer.from(['file,row,reason,content', ...lines, ''].join('\r\n')),
    }),
  };
}

const shortened = (text: string) => (text.length > exampleLength ? `${text.slice(0, exampleLength)}…` : text);

/** `12 rows: no user (row 7: ,42,5)`, for messages. */
export const describeDropped = (dropped: readonly Dropped[]): string =>
  dropped
    .map(({ reason, rows, example }) => `${rows} × ${reason}${example === undefined ? '' : ` (${example})`}`)
    .join('; ');
