import { groupColour, textOn } from '#shared/domain/group-colours.ts';
import type { Slices } from '#shared/domain/comparison.ts';
import { Interval } from '../../../components/interval.tsx';
import { metricTitle } from '../../../parts/metric-text.ts';
import { formatCount, formatMetric } from '../../../text/number.ts';
import { plural } from '../../../text/plural.ts';
import { orderedSlices } from './slice-order.ts';

type Props = {
  metric: string;
  part: Slices['by'][number];
  domain: readonly [number, number];
  isWorstFirst: boolean;
  /** Selected users of each group, by its name; null where nobody is. */
  selected: ReadonlyMap<string, number> | null;
};

/** One metric of each slice: users, mean, and its interval on an axis that all slices share. */
export function SliceTable({ metric, part, domain, isWorstFirst, selected }: Props) {
  const slices = part.slices.map((slice, index) => ({ ...slice, index }));
  return (
    <table className="plain-table slice-table" aria-label={`${metricTitle(metric)} by ${part.by}`}>
      <thead>
        <tr>
          <th scope="col">{part.by === 'activity' ? 'Items' : 'Users'}</th>
          <th scope="col" className="end">
            n
          </th>
          {selected && (
            <th scope="col" className="end">
              Selected
            </th>
          )}
          <th scope="col" className="end">
            {metricTitle(metric)}
          </th>
          <th scope="col">95 % interval</th>
        </tr>
      </thead>
      <tbody>
        {orderedSlices(slices, metric, isWorstFirst).map(({ name, letter, n, mean, ci, index }) => {
          const colour = groupColour(index);
          const chosen = selected?.get(name) ?? 0;
          return (
            <tr key={name} data-selected={chosen > 0 || (part.by === 'chosen' && index === 0) || undefined}>
              <th scope="row">
                {letter !== null && (
                  <span className="group-swatch" style={{ background: colour, color: textOn(colour) }} aria-hidden>
                    {letter}
                  </span>
                )}{' '}
                {name}
              </th>
              <td className="num end">{formatCount(n)}</td>
              {selected && <td className="num end">{chosen === 0 ? '–' : plural(chosen, 'user')}</td>}
              <td className="num end" title={mean === null ? 'Nobody was measured' : String(mean)}>
                {formatMetric(metric, mean)}
              </td>
              <td>
                {mean !== null && (
                  <Interval
                    value={mean}
                    interval={ci}
                    domain={domain}
                    tone="none"
                    label={ci ? `${formatMetric(metric, ci[0])} to ${formatMetric(metric, ci[1])}` : 'no interval'}
                  />
                )}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
