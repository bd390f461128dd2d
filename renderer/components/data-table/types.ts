import type { ReactNode } from 'react';

export type Column<T> = {
  id: string;
  title: ReactNode;
  /** More about the column, on hover and focus of its head. */
  help?: string;
  /** Pixels. */
  width: number;
  /** Has what the others leave. */
  grows?: boolean;
  align?: 'end';
  /** Stays in view while the others scroll sideways. */
  pinned?: boolean;
  /** Whether the head sorts, and which way it sorts first. */
  sort?: 'asc' | 'desc';
  cell(row: T): ReactNode;
};

export type Sort = { id: string; direction: 'asc' | 'desc' };

/** What a page can ask of the table from outside, for its commands. */
export type TableHandle<T> = {
  /** Moves the focus by so many rows, into the table where it was elsewhere. */
  move(rows: number): void;
  /** The row that the keyboard is on. */
  focused(): T | undefined;
};

export type DataTableProps<T> = {
  label: string;
  columns: readonly Column<T>[];
  /** All rows there are; only those in view are asked for. */
  total: number;
  /** The row at a position, or nothing while it is still coming. */
  rowAt(index: number): T | undefined;
  rowId(row: T): string;
  /** What a row is called, for its checkbox. */
  rowName(row: T): string;
  /** The first and last position in view. */
  onRange(first: number, last: number): void;
  sort: Sort | undefined;
  onSort(sort: Sort | undefined): void;
  selected: ReadonlySet<string>;
  onSelect(row: T): void;
  /** Whether one more can be selected. */
  canSelectMore: boolean;
  onOpen(row: T): void;
  handle: React.RefObject<TableHandle<T> | null>;
  /** The row that another view points at. */
  marked?: string | null;
  /** The pointer or the keyboard came to a row, or left the table. */
  onHover?(row: T | null): void;
  /** How many of the first rows stay in view while the others scroll. */
  fixedRows?: number;
};
