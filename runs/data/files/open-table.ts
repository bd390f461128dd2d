import { KindredError, never } from '#shared/api/errors.ts';
import { formatCount } from '#shared/domain/format-count.ts';
import { openArrow } from './arrow-table.ts';
import { openDelimited, type DelimitedOptions } from './delimited-table.ts';
import { firstBytes } from './file-bytes.ts';
import { openJsonLines } from './json-lines-table.ts';
import { openParquet } from './parquet-table.ts';
import type { Table, TableFormat } from './table.ts';
import { readHead } from './text-file.ts';

export type TableOptions = DelimitedOptions & { format: TableFormat | 'auto' };

const maxColumns = 10_000;

/**
 * A file as a table; its format is told by its first bytes unless said.
 * @throws KindredError naming the file and what is wrong with it
 */
export async function openTable(path: string, options: TableOptions): Promise<Table> {
  const table = await open(path, options.format === 'auto' ? await formatOf(path, options) : options.format, options);
  if (table.columns.length <= maxColumns) return table;
  throw new KindredError(
    'invalid_input',
    `"${path}" has ${formatCount(table.columns.length)} columns, and at most ${formatCount(maxColumns)} are read. Is the delimiter right?`,
  );
}

function open(path: string, format: TableFormat, options: TableOptions): Promise<Table> {
  switch (format) {
    case 'delimited':
      return openDelimited(path, options);
    case 'json-lines':
      return openJsonLines(path, options.encoding);
    case 'parquet':
      return openParquet(path);
    case 'arrow':
      return openArrow(path);
    default:
      return never(format);
  }
}

/** Arrow streams begin with the mark of a message that goes on; JSON with a brace, or a bracket where it is one array. */
async function formatOf(path: string, { encoding }: TableOptions): Promise<TableFormat> {
  const magic = (await firstBytes(path)).toString('latin1');
  if (magic.startsWith('PAR1')) return 'parquet';
  if (magic.startsWith('ARROW1') || magic.startsWith('\xff\xff\xff\xff')) return 'arrow';
  const head = await readHead(path, encoding);
  return /^\s*(\{|\[\s*[{[\]])/.test(head) ? 'json-lines' : 'delimited';
}
