import { KindredError } from '#shared/api/errors.ts';
import type { RowCheck } from '#shared/domain/dataset.ts';
import { findAttributeColumns, type AttributeColumns } from './attribute-columns.ts';
import { createdMs } from './created-time.ts';
import type { DropCounter } from './drop-counter.ts';
import { readTable } from './event-files.ts';
import type { FileContext } from './file-bytes.ts';
import type { Vocabulary } from '../interactions.ts';
import { membershipOf } from '../membership.ts';
import type { RowFault } from '../row-fault.ts';
import type { Attributes } from '../source.ts';
import type { Cell, Table } from './table.ts';

export type AttributeTable = {
  table: Table;
  /** Found by usual names unless given. */
  columns?: AttributeColumns;
  /** Names of categories that are numbered in the file. */
  categoryNames?: readonly string[];
  /** The year of creation stands behind the name: `Toy Story (1995)`. */
  yearInName?: boolean;
};

/** What is known of one id. */
type Facts = { name: string | null; categories: string[]; created: number };

/**
 * What a table says of users or items that occur in the interactions; others are passed over.
 * @throws KindredError invalid_input where no column is clearly the id
 */
export async function readAttributes(
  source: AttributeTable,
  side: 'user' | 'item',
  ids: Vocabulary,
  context: FileContext,
  dropped: DropCounter,
): Promise<Attributes | null> {
  const { table } = source;
  const columns = source.columns ?? findAttributeColumns(table.columns, side);
  if (columns.id < 0) throw noId(table, side);
  const factsOf = createFactsReader(source, columns);
  const facts = Array.from(ids.ids, (): Facts | undefined => undefined);
  const width = table.columns.length;
  const fault = (check: RowCheck, what: string): RowFault => ({
    check,
    reason: `${side} attributes: ${what}`,
  });
  const wanted = [columns.id, columns.name, columns.created, ...categoryColumns(columns)];
  await readTable(table, wanted, context, dropped, (cells) => {
    if (cells.length !== width) return fault('shape', `${cells.length} columns instead of ${width}`);
    const id = cells[columns.id]!;
    if (id === null) return fault('missing', 'no id');
    const index = ids.indexOf(id);
    if (index >= 0 && facts[index]) return fault('repeated', 'an id that came before');
    if (index >= 0) facts[index] = factsOf(cells);
    return null;
  });
  return attributesOf(facts, columns);
}

function createFactsReader(source: AttributeTable, columns: AttributeColumns): (cells: readonly Cell[]) => Facts {
  const isTyped = source.table.timeColumns.has(columns.created);
  const textOf = (cells: readonly Cell[], column: number) => (column < 0 ? null : (cells[column] ?? null));
  return (cells) => {
    const name = textOf(cells, columns.name);
    const created = textOf(cells, columns.created);
    const year = source.yearInName ? /\((\d{4})\)\s*$/.exec(name ?? '')?.[1] : undefined;
    return {
      name,
      categories: categoriesOf(cells, columns).map((category) => source.categoryNames?.[Number(category)] ?? category),
      created: isTyped ? Number(created ?? NaN) : createdMs(created ?? year ?? ''),
    };
  };
}

function categoriesOf(cells: readonly Cell[], { categories }: AttributeColumns): string[] {
  if (!categories) return [];
  if (categories.kind === 'list') return categories.split(cells[categories.column] ?? '');
  return [...categories.columns].flatMap(([column, name]) => (cells[column] === '1' ? [name] : []));
}

function categoryColumns({ categories }: AttributeColumns): number[] {
  if (!categories) return [];
  return categories.kind === 'list' ? [categories.column] : [...categories.columns.keys()];
}

function attributesOf(facts: readonly (Facts | undefined)[], columns: AttributeColumns): Attributes | null {
  const names = columns.name < 0 ? null : facts.map((one) => one?.name ?? null);
  const createdAt = Float64Array.from(facts, (one) => one?.created ?? NaN);
  const known = createdAt.some((time) => !Number.isNaN(time));
  const categories = columns.categories && categoriesOfAll(facts);
  return names || known || categories ? { names, categories, createdAt: known ? createdAt : null } : null;
}

/** Category names in order of their code units; null where nobody has one. */
function categoriesOfAll(facts: readonly (Facts | undefined)[]): Attributes['categories'] {
  const names = [...new Set(facts.flatMap((one) => one?.categories ?? []))].sort();
  if (names.length === 0) return null;
  const place = new Map(names.map((name, index) => [name, index]));
  const rows = facts.map((one) => [...new Set(one?.categories)].map((name) => place.get(name)!).sort((a, b) => a - b));
  return { names, membership: membershipOf(rows, names.length) };
}

function noId({ path, columns }: Table, side: 'user' | 'item'): KindredError {
  const listed = columns.slice(0, 20).map((name) => `"${name}"`);
  return new KindredError(
    'invalid_input',
    `"${path}" has no column that is clearly the id of the ${side} (it has ${listed.join(', ')}). Call it "${side}_id", or leave the file out (--set ${side}_file= with nothing behind it).`,
  );
}
