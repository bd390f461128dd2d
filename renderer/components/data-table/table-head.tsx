import { Tooltip } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { nextSort } from './next-sort.ts';
import type { Column, Sort } from './types.ts';

type Props<T> = {
  column: Column<T>;
  left: number | undefined;
  sort: Sort | undefined;
  onSort(sort: Sort | undefined): void;
};

/** One head: sorts where it can, explains itself where there is something to explain. */
export function TableHead<T>({ column, left, sort, onSort }: Props<T>) {
  const direction = sort?.id === column.id ? sort.direction : undefined;
  const spoken = direction && (direction === 'asc' ? 'ascending' : 'descending');
  const Arrow = direction === 'asc' ? IconArrowUp : IconArrowDown;
  const inside = column.sort ? (
    <button type="button" className="grid-sort" onClick={() => onSort(nextSort(column, sort))}>
      <span className="clip">{column.title}</span>
      <Arrow size={13} stroke={2.2} aria-hidden className="grid-arrow" data-on={direction ? true : undefined} />
    </button>
  ) : (
    <span className="clip">{column.title}</span>
  );
  return (
    <th
      scope="col"
      data-column={column.id}
      className={column.align === 'end' ? 'end' : ''}
      data-pinned={left === undefined ? undefined : true}
      style={left === undefined ? {} : { left }}
      {...(column.sort ? { 'aria-sort': spoken ?? 'none' } : {})}
    >
      {column.help ? <Tooltip label={column.help}>{inside}</Tooltip> : inside}
    </th>
  );
}
