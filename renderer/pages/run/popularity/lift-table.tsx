import { useRef } from 'react';
import { useVirtualizer } from '@tanstack/react-virtual';
import type { PopularityReport } from '#shared/domain/popularity.ts';
import { spansOf } from '../../../components/data-table/spans.ts';
import { PlainHead } from '../../../components/plain-head.tsx';
import { scrollable } from '../../../components/scrollable.ts';
import { formatCount, formatFigure } from '../../../text/number.ts';

const rowHeight = 30;

/** The items behind the charts, those in most lists first; only the rows in view exist. */
export function LiftTable({ points }: { points: readonly PopularityReport['points'][number][] }) {
  const scroller = useRef<HTMLElement>(null);
  const rows = useVirtualizer({
    count: points.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
  });
  return (
    <section className="lift-table num small" ref={scroller} {...scrollable('Items by lists')}>
      <table className="plain-table" aria-label="Items by lists" aria-rowcount={points.length + 1}>
        <PlainHead of={['Item', 'Band', { end: 'Training' }, { end: 'Lists' }, { end: 'Lift' }]} counted />
        <tbody>
          {spansOf(rows.getVirtualItems(), rows.getTotalSize()).map((span) => {
            if (span.kind === 'gap') return <tr key={span.key} aria-hidden style={{ height: span.height }} />;
            const point = points[span.index];
            if (!point) return null;
            return (
              <tr key={point.id} aria-rowindex={span.index + 2} style={{ height: rowHeight }}>
                <th scope="row">{point.name ?? point.id}</th>
                <td>{point.band}</td>
                <td className="end">{formatCount(point.training)}</td>
                <td className="end">{formatCount(point.lists)}</td>
                <td className="end">{point.lift === null ? '–' : formatFigure(point.lift)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
