import { KindredError } from '#shared/api/errors.ts';
import { silentContext } from './file-bytes.ts';
import { readRows, type RowFormat } from './read-rows.ts';
import type { Table } from './table.ts';
import { readHead, type Encoding } from './text-file.ts';

export const delimiters = { tab: '\t', comma: ',', semicolon: ';', pipe: '|', colons: '::', space: ' ' } as const;
export type Delimiter = keyof typeof delimiters;
/** What a header may be separated by; a space occurs in names. */
const sniffed: readonly Delimiter[] = ['tab', 'comma', 'semicolon', 'pipe', 'colons'];

export type DelimitedOptions = {
  delimiter: Delimiter | 'auto';
  encoding: Encoding;
  /** `true`: the first row has the names. `false`: there is none, columns are called 1, 2, 3. A list: they are these. */
  header: boolean | readonly string[];
};

/** A table in text, one row a line. @throws KindredError invalid_input where there is not even a header */
export async function openDelimited(path: string, options: DelimitedOptions): Promise<Table> {
  const { encoding, header } = options;
  const delimiter = options.delimiter === 'auto' ? sniffDelimiter(await readHead(path, encoding)) : options.delimiter;
  // In files of `::` and of blanks a quote is a character: such formats know no quoting.
  const quoted = delimiter !== 'colons' && delimiter !== 'space' && typeof header === 'boolean';
  const format = { delimiter: delimiters[delimiter], quoted, encoding };
  const first = await firstRow(path, format);
  const skipped = header === true ? 1 : 0;
  return {
    path,
    columns: columnsOf(header, first),
    timeColumns: new Set(),
    understood: { format: 'delimited', delimiter, encoding, header: header !== false },
    async *batches(_wanted, context) {
      for await (const { first: number, rows } of readRows(path, format, context)) {
        if (number > 1 || skipped === 0) yield { first: number, rows };
        else yield { first: number + skipped, rows: rows.slice(skipped) };
      }
    },
  };
}

/** The delimiter that the header has most of; quoted parts do not count. */
export function sniffDelimiter(head: string): Delimiter {
  const header = head.split(/\r?\n/).find((line) => line.trim() !== '') ?? '';
  const outside = header.replaceAll(/"[^"]*"/g, '');
  const counts = sniffed.map((name) => ({ name, count: outside.split(delimiters[name]).length }));
  return counts.reduce((best, next) => (next.count > best.count ? next : best)).name;
}

async function firstRow(path: string, format: RowFormat): Promise<readonly (string | null)[]> {
  for await (const { rows } of readRows(path, format, silentContext)) return rows[0]!;
  throw new KindredError('invalid_input', `"${path}" has no rows, not even a header.`);
}

function columnsOf(header: DelimitedOptions['header'], first: readonly (string | null)[]): string[] {
  if (header === true) return first.map((name) => name ?? '');
  const names = header === false ? [] : header;
  return first.map((_, index) => names[index] ?? String(index + 1));
}
