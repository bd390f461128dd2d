import { useRef } from 'react';
import { useVirtualizer } from '@tanstack/react-virtual';
import type { AxisBin, MatrixInfo } from '#shared/domain/matrix.ts';
import { spansOf } from '../../../components/data-table/spans.ts';
import { scrollable } from '../../../components/scrollable.ts';
import { formatFigure } from '../../../text/number.ts';
import { binText, sides } from './cell-text.ts';
import type { DrawnWindow } from './window-query.ts';

/** Pixels. */
const cell = { width: 80, height: 26 };
const nameWidth = 200;

/** The numbers of the window, which the picture shows as colours; only the cells in view exist. */
export function HeatmapTable({ drawn: { axes, window }, info }: { drawn: DrawnWindow; info: MatrixInfo }) {
  const scroller = useRef<HTMLElement>(null);
  const getScrollElement = () => scroller.current;
  const side = sides(info.kind);
  const rows = useVirtualizer({
    count: axes.rows.length,
    getScrollElement,
    estimateSize: () => cell.height,
    overscan: 6,
  });
  const cols = useVirtualizer({
    count: axes.cols.length,
    getScrollElement,
    estimateSize: () => cell.width,
    overscan: 4,
    horizontal: true,
  });
  const rowSpans = spansOf(rows.getVirtualItems(), rows.getTotalSize());
  const colSpans = spansOf(cols.getVirtualItems(), cols.getTotalSize());
  const valueAt = (row: number, col: number) => window.values[row * window.cols + col] ?? NaN;
  return (
    <section className="heatmap-table num small" ref={scroller} {...scrollable('Numbers of the window')}>
      <table
        aria-rowcount={axes.rows.length + 1}
        aria-colcount={axes.cols.length + 1}
        style={{ width: nameWidth + cols.getTotalSize() }}
      >
        <colgroup>
          <col style={{ width: nameWidth }} />
          {colSpans.map((span) =>
            span.kind === 'gap' ? (
              <col key={span.key} style={{ width: span.height }} />
            ) : (
              <col key={span.index} style={{ width: cell.width }} />
            ),
          )}
        </colgroup>
        <thead>
          <tr aria-rowindex={1}>
            <th scope="col">
              {side.row} by {side.col}
            </th>
            {colSpans.map((span) =>
              span.kind === 'gap' ? (
                <td key={span.key} aria-hidden />
              ) : (
                <th key={span.index} scope="col" aria-colindex={span.index + 2} className="end">
                  {shortName(axes.cols[span.index])}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {rowSpans.map((row) =>
            row.kind === 'gap' ? (
              <tr key={row.key} aria-hidden style={{ height: row.height }} />
            ) : (
              <tr key={row.index} aria-rowindex={row.index + 2} style={{ height: cell.height }}>
                <th scope="row">{rowName(axes.rows[row.index], side.row, info.groups)}</th>
                {colSpans.map((span) =>
                  span.kind === 'gap' ? (
                    <td key={span.key} aria-hidden />
                  ) : (
                    <td key={span.index} aria-colindex={span.index + 2} className="end">
                      {valueText(valueAt(row.index, span.index))}
                    </td>
                  ),
                )}
              </tr>
            ),
          )}
        </tbody>
      </table>
    </section>
  );
}

const shortName = (bin: AxisBin | undefined) => (!bin ? '' : (bin.id ?? `${bin.from}–${bin.to - 1}`));
const rowName = (bin: AxisBin | undefined, side: string, groups: MatrixInfo['groups']) =>
  bin ? binText(bin, side, groups) : '';
const valueText = (value: number) => (Number.isNaN(value) ? 'no data' : formatFigure(value));
