import { KindredError } from '#shared/api/errors.ts';
import { silentContext, type FileContext } from './file-bytes.ts';
import { jsonCell, parseJsonLine, type JsonObject } from './json-line.ts';
import type { RowFault } from '../row-fault.ts';
import { emptyRow, type Cell, type RowBatch, type Table } from './table.ts';
import { readText, type Encoding } from './text-file.ts';

/** Lines that are looked at for the names of columns. */
const sampled = 1000;
/** Levels of objects in objects whose members become columns, as `user.id`. */
const maxDepth = 3;
/** Longest line, in characters. */
const maxLine = 1 << 20;

type Column = { name: string; path: readonly string[] };

/**
 * One JSON object a line. Columns are the members of the first 1000 objects, those of inner objects as `outer.inner`.
 * @throws KindredError invalid_input where the first line is no object
 */
export async function openJsonLines(path: string, encoding: Encoding): Promise<Table> {
  const columns = await findColumns(path, encoding);
  return {
    path,
    columns: columns.map(({ name }) => name),
    timeColumns: new Set(),
    understood: { format: 'json-lines', encoding },
    async *batches(wanted, context) {
      for await (const { first, lines } of readLines(path, encoding, context)) {
        yield batchOf(first, lines, columns, wanted);
      }
    },
  };
}

function batchOf(
  first: number,
  lines: readonly string[],
  columns: readonly Column[],
  wanted: readonly number[],
): RowBatch {
  const faults = new Map<number, RowFault>();
  const rows = lines.map((line, index): Cell[] => {
    const object = parseJsonLine(line);
    if (!object) {
      faults.set(index, { check: 'shape', reason: 'no JSON object' });
      return [line];
    }
    const cells = emptyRow(columns.length);
    for (const column of wanted) cells[column] = jsonCell(memberAt(object, columns[column]!.path));
    return cells;
  });
  return { first, rows, faults };
}

async function findColumns(path: string, encoding: Encoding): Promise<Column[]> {
  const columns = new Map<string, Column>();
  let seen = 0;
  for await (const { lines } of readLines(path, encoding, silentContext)) {
    for (const line of lines.slice(0, sampled - seen)) {
      const object = parseJsonLine(line);
      if (!object && columns.size === 0) throw notLines(path, line);
      if (object) collect(object, [], columns);
    }
    seen += lines.length;
    if (seen >= sampled) break;
  }
  if (columns.size === 0) throw new KindredError('invalid_input', `"${path}" has no JSON objects, one a line.`);
  return [...columns.values()];
}

function collect(object: JsonObject, outer: readonly string[], columns: Map<string, Column>): void {
  for (const [key, value] of Object.entries(object)) {
    const path = [...outer, key];
    const inner = typeof value === 'object' && value !== null && !Array.isArray(value);
    if (inner && path.length < maxDepth) collect(value as JsonObject, path, columns);
    else if (!columns.has(path.join('.'))) columns.set(path.join('.'), { name: path.join('.'), path });
  }
}

function memberAt(object: JsonObject, path: readonly string[]): unknown {
  let value: unknown = object;
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return null;
    value = (value as JsonObject)[key];
  }
  return value;
}

/** Lines with the number of the first; empty ones are skipped. */
async function* readLines(
  path: string,
  encoding: Encoding,
  context: FileContext,
): AsyncGenerator<{ first: number; lines: string[] }> {
  let pending = '';
  let first = 1;
  for await (const text of readText(path, encoding, context)) {
    const lines = (pending + text).split('\n');
    pending = lines.pop()!;
    if (pending.length > maxLine) throw notLines(path, pending);
    const whole = lines.filter((line) => line.trim() !== '');
    if (whole.length > 0) yield { first, lines: whole };
    first += whole.length;
  }
  if (pending.trim() !== '') yield { first, lines: [pending] };
}

function notLines(path: string, line: string): KindredError {
  const hint = /^\s*\[/.test(line)
    ? ' It begins like one JSON array; write its objects one a line (jq -c ".[]" does it).'
    : ' It must be one JSON object a line.';
  return new KindredError('invalid_input', `"${path}" is not JSON Lines.${hint}`);
}
