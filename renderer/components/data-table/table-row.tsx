import { memo, type KeyboardEvent } from 'react';
import { Skeleton } from '@mantine/core';
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
  id(row: T): string;
  /** Null where the pointer left the row. */
  hover(row: T | null): void;
};

type Props<T extends object> = {
  index: number;
  /** Nothing while the row is still coming. */
  model: TableRowModel<T> | undefined;
  columns: readonly Column<T>[];
  lefts: readonly (number | undefined)[];
  isSelected: boolean;
  /** Another view points at it. */
  isMarked: boolean;
  /** Pixels from the top at which it stops scrolling; undefined for a row that scrolls away. */
  fixedAt: number | undefined;
  isTabStop: boolean;
  canSelect: boolean;
  actions: RowActions<T>;
};

/** One row of the grid. Its own controls are reached by its keys, so that the table is one tab stop. */
function Row<T extends object>(props: Props<T>) {
  const { index, model, columns, lefts, isSelected, isMarked, fixedAt, isTabStop, canSelect, actions } = props;
  const row = model?.original;
  const top = fixedAt === undefined ? {} : { top: fixedAt };
  const sideways = (left: number | undefined) => (left === undefined ? top : { ...top, left });
  return (
    <tr
      data-index={index}
      data-row={row && actions.id(row)}
      data-marked={isMarked || undefined}
      data-fixed={fixedAt === undefined ? undefined : true}
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      tabIndex={isTabStop ? 0 : -1}
      onFocus={() => {
        actions.focus(index);
        if (row) actions.hover(row);
      }}
      onMouseEnter={() => row && actions.hover(row)}
      onMouseLeave={() => actions.hover(null)}
      onKeyDown={actions.key}
      onDoubleClick={() => row && actions.open(row)}
    >
      <td data-pinned style={sideways(0)}>
        {row && (
          <label className="grid-check">
            <input
              type="checkbox"
              tabIndex={-1}
              aria-label={`Select ${actions.name(row)}`}
              checked={isSelected}
              disabled={!canSelect && !isSelected}
              onChange={() => actions.select(row)}
            />
          </label>
        )}
      </td>
      {model ? (
        model.getAllCells().map((cell, at) => (
          <td
            key={cell.id}
            className={columns[at]?.align === 'end' ? 'num end' : ''}
            data-pinned={lefts[at] === undefined ? undefined : true}
            style={sideways(lefts[at])}
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
    before.isMarked === after.isMarked &&
    before.fixedAt === after.fixedAt &&
    before.isTabStop === after.isTabStop &&
    before.canSelect === after.canSelect,
) as typeof Row;
