import { useCallback, useEffect, useMemo, useRef } from 'react';
import { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/react-virtual';
import { checkWidth, pinnedOffsets } from './pinned-offsets.ts';
import { spansOf } from './spans.ts';
import { TableHead } from './table-head.tsx';
import { TableRow } from './table-row.tsx';
import type { DataTableProps } from './types.ts';
import { useRowActions } from './use-row-actions.ts';
import { useRowFocus } from './use-row-focus.ts';
import { useRowModels } from './use-row-models.ts';
import './data-table.css';

/** Pixels; the head is as high as a row. */
const rowHeight = 34;

/** One tab stop whose rows can be chosen, which a plain table is not. */
const grid = { role: 'grid', 'aria-multiselectable': true } as const;

/** A grid of any number of rows of which only those in view exist: sorted and filtered by whoever gives the rows. */
export function DataTable<T extends object>(props: DataTableProps<T>) {
  const { marked, onHover, fixedRows = 0 } = props;
  const { label, columns, total, rowAt, rowId, rowName, onRange, sort, onSort, selected, onSelect, onOpen } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const body = useRef<HTMLTableSectionElement>(null);
  const tabStop = useRef(0);

  const virtual = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 6,
    scrollPaddingStart: rowHeight * (1 + fixedRows),
    // The row with the focus stays in the document however far the view moves away from it.
    rangeExtractor: useCallback(
      (range: Range) => {
        const fixed = Array.from({ length: Math.min(fixedRows, range.count) }, (_, index) => index);
        const shown = [...fixed, ...defaultRangeExtractor(range), Math.min(tabStop.current, range.count - 1)];
        return [...new Set(shown)].toSorted((a, b) => a - b);
      },
      [fixedRows],
    ),
  });
  const focus = useRowFocus({
    body,
    total,
    rowAt,
    scrollTo: useCallback((index) => virtual.scrollToIndex(index), [virtual]),
    pageRows: () => Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 2),
    handle: props.handle,
    onSelect,
    onOpen,
  });
  tabStop.current = focus.index;
  const actions = useRowActions({
    select: onSelect,
    open: onOpen,
    focus: focus.setPosition,
    key: focus.onKeyDown,
    name: rowName,
    id: rowId,
    hover: (row) => onHover?.(row),
  });

  const { startIndex: first = 0, endIndex: last = 0 } = virtual.range ?? {};
  useEffect(() => onRange(first, last), [onRange, first, last]);

  const spans = spansOf(virtual.getVirtualItems(), virtual.getTotalSize());
  const inView = spans.flatMap((span) => (span.kind === 'row' ? (rowAt(span.index) ?? []) : []));
  const { widths, modelOf } = useRowModels(columns, inView, rowId);
  const tableWidth = checkWidth + widths.reduce((sum, { width }) => sum + width, 0);
  const lefts = useMemo(() => pinnedOffsets(columns), [columns]);

  return (
    <div className="grid-scroll" ref={scroller}>
      <table {...grid} aria-label={label} aria-rowcount={total + 1} className="grid" style={{ width: tableWidth }}>
        <colgroup>
          <col style={{ width: checkWidth }} />
          {widths.map(({ id, width }, at) => (
            <col key={id} style={columns[at]?.grows ? {} : { width }} />
          ))}
        </colgroup>
        <thead>
          <tr aria-rowindex={1}>
            <th scope="col" data-pinned style={{ left: 0 }}>
              <span className="hidden-text">Selected</span>
            </th>
            {columns.map((column, at) => (
              <TableHead key={column.id} column={column} left={lefts[at]} sort={sort} onSort={onSort} />
            ))}
          </tr>
        </thead>
        <tbody ref={body}>
          {spans.map((span) => {
            if (span.kind === 'gap') return <tr key={span.key} aria-hidden style={{ height: span.height }} />;
            const row = rowAt(span.index);
            return (
              <TableRow
                key={span.index}
                index={span.index}
                model={row && modelOf(row)}
                columns={columns}
                lefts={lefts}
                isSelected={row !== undefined && selected.has(rowId(row))}
                isMarked={row !== undefined && marked === rowId(row)}
                fixedAt={span.index < fixedRows ? rowHeight * (span.index + 1) : undefined}
                isTabStop={span.index === focus.index}
                canSelect={props.canSelectMore}
                actions={actions}
              />
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
