import type { Column, Sort } from './types.ts';

/** What a click on a head means: the column's own way first, then the other way, then no order of the reader's. */
export function nextSort<T>(column: Pick<Column<T>, 'id' | 'sort'>, sort: Sort | undefined): Sort | undefined {
  const first = column.sort ?? 'asc';
  if (sort?.id !== column.id) return { id: column.id, direction: first };
  return sort.direction === first ? { id: column.id, direction: first === 'asc' ? 'desc' : 'asc' } : undefined;
}
