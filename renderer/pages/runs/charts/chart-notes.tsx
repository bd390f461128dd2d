import { formatCount } from '../../../text/number.ts';
import { plural } from '../../../text/plural.ts';

type Props = { drawn: number; total: number; hidden: number; notes: readonly string[] };

/** What a chart does not show, in words. */
export function ChartNotes({ drawn, total, hidden, notes }: Props) {
  const all = [
    ...(drawn < total
      ? [`the first ${formatCount(drawn)} of ${formatCount(total)} runs in the table’s order`]
      : [plural(total, 'run')]),
    ...(hidden > 0 ? [`${hidden} hidden`] : []),
    ...notes,
  ];
  return <p className="chart-notes muted small num">{all.join(' · ')}</p>;
}
