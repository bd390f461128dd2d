import type { Sort } from '../../components/data-table/types.ts';

/** `metrics.ndcg@10 desc` as the table's order and back. */
export function readSort(order: string | undefined): Sort | undefined {
  const match = /^(\S+)\s+(asc|desc)$/.exec(order ?? '');
  return match ? { id: match[1]!, direction: match[2] === 'asc' ? 'asc' : 'desc' } : undefined;
}

export const sortText = (sort: Sort | undefined): string | undefined => sort && `${sort.id} ${sort.direction}`;
