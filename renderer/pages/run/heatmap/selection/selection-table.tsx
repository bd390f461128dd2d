import { useRef } from 'react';
import { Modal } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import type { MatrixInfo } from '#shared/domain/matrix.ts';
import { spansOf } from '../../../../components/data-table/spans.ts';
import { scrollable } from '../../../../components/scrollable.ts';
import { capital } from '../../../../text/capital.ts';
import { formatCount, formatFigure } from '../../../../text/number.ts';
import { binText, sides } from '../cell-text.ts';
import type { DrawnWindow } from '../window-query.ts';

type Props = { drawn: DrawnWindow; info: MatrixInfo; onClose(): void };

/** Pixels. */
const rowHeight = 34;

/** Every selected cell as a row; only those in view exist. */
export function SelectionTable({ drawn: { axes, window }, info, onClose }: Props) {
  const scroller = useRef<HTMLElement>(null);
  const side = sides(info.kind);
  const total = window.values.length;
  const rows = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    initialRect: { width: 600, height: 420 },
  });
  return (
    <Modal opened onClose={onClose} title="Selected cells" size={720}>
      <section className="selection-table num small" ref={scroller} {...scrollable('Selected cells')}>
        <table aria-label="Selected cells" aria-rowcount={total + 1} className="plain-table">
          <thead>
            <tr aria-rowindex={1}>
              <th scope="col">{capital(side.row)}</th>
              <th scope="col">{side.row === side.col ? `Other ${side.col}` : capital(side.col)}</th>
              <th scope="col" className="end">
                Value
              </th>
              <th scope="col" className="end">
                Pairs
              </th>
            </tr>
          </thead>
          <tbody>
            {spansOf(rows.getVirtualItems(), rows.getTotalSize()).map((span) => {
              if (span.kind === 'gap') return <tr key={span.key} aria-hidden style={{ height: span.height }} />;
              const [row, col] = [axes.rows[Math.floor(span.index / window.cols)], axes.cols[span.index % window.cols]];
              const value = window.values[span.index] ?? NaN;
              return (
                <tr key={span.index} aria-rowindex={span.index + 2} style={{ height: rowHeight }}>
                  <td>{row && binText(row, side.row, info.groups)}</td>
                  <td>{col && binText(col, side.col, info.groups)}</td>
                  <td className="end">{Number.isNaN(value) ? 'no data' : formatFigure(value)}</td>
                  <td className="end">{formatCount(window.counts[span.index] ?? 0)}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </section>
    </Modal>
  );
}
