import { memo, type KeyboardEvent } from 'react';
import { Checkbox, Skeleton } from '@mantine/core';
import { flexRender } from '@tanstack/react-table';
import type { TableRowModel } from './use-row-models.ts';
import type { Column } from './types.ts';

/** Stable for the life of the table, so that a row draws again only when something of its own changed. */
export type RowActions<T> = {
  select(row: T): void;
  open(row: T): void;
  focus(index: number): void;
  key(event: KeyboardEvent): void;
  name(row: T): string;
};

type Props<T extends object> = {
  index: number;
  /** Nothing while the row is still coming. */
  model: TableRowModel<T> | undefined;
  columns: readonly Column<T>[];
  lefts: readonly (number | undefined)[];
  isSelected: boolean;
  isTabStop: boolean;
  canSelect: boolean;
  actions: RowActions<T>;
};

/** One row of the grid. Its own controls are reached by its keys, so that the table is one tab stop. */
function Row<T extends object>({ index, model, columns, lefts, isSelected, isTabStop, canSelect, actions }: Props<T>) {
  const row = model?.original;
  return (
    <tr
      data-index={index}
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      tabIndex={isTabStop ? 0 : -1}
      onFocus={() => actions.focus(index)}
      onKeyDown={actions.key}
      onDoubleClick={() => row && actions.open(row)}
    >
      <td data-pinned style={{ left: 0 }}>
        {row && (
          <Checkbox
            className="grid-check"
            tabIndex={-1}
            aria-label={`Select ${actions.name(row)}`}
            checked={isSelected}
            disabled={!canSelect && !isSelected}
            onChange={() => actions.select(row)}
          />
        )}
      </td>
      {model ? (
        model.getAllCells().map((cell, at) => (
          <td
            key={cell.id}
            className={columns[at]?.align === 'end' ? 'num end' : ''}
            data-pinned={lefts[at] === undefined ? undefined : true}
            style={lefts[at] === undefined ? {} : { left: lefts[at] }}
          >
            {flexRender(cell.column.columnDef.cell, cell.getContext())}
          </td>
        ))
      ) : (
        <td colSpan={columns.length}>
          <Skeleton height={10} width="60%" aria-label="Loading" />
        </td>
      )}
    </tr>
  );
}

export const TableRow = memo(
  Row,
  (before, after) =>
    before.model?.original === after.model?.original &&
    before.columns === after.columns &&
    before.index === after.index &&
    before.isSelected === after.isSelected &&
    before.isTabStop === after.isTabStop &&
    before.canSelect === after.canSelect,
) as typeof Row;
