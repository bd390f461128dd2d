import type { MetricDelta } from '#shared/domain/comparison.ts';
import { Panel } from '../../components/panel.tsx';
import { PlainHead } from '../../components/plain-head.tsx';
import { MetricName } from '../../parts/metric-name.tsx';
import { cutoffOf } from '../../parts/metric-text.ts';
import { SignedDelta } from '../../parts/signed-delta.tsx';
import { formatMetric } from '../../text/number.ts';
import { verdictOf } from './verdict.ts';

/** What the lists do to the catalogue rather than to single users, in this order. */
const names = ['coverage', 'gini', 'entropy', 'personalisation', 'arp', 'tail_share', 'popularity_lift', 'novelty'];

type Props = { metrics: readonly MetricDelta[]; letter: string; k: number };

/** How much of the catalogue is shown, and how popular what is shown is. */
export function PopularityPanel({ metrics, letter, k }: Props) {
  const shown = names.flatMap((name) =>
    metrics.filter((metric) => metric.name.split('@')[0] === name && [null, k].includes(cutoffOf(metric.name))),
  );
  return (
    <Panel title="Popularity and coverage" flush>
      {shown.length === 0 ? (
        <p className="compare-none muted">These runs did not measure it.</p>
      ) : (
        <table className="plain-table">
          <PlainHead of={['Metric', { end: 'A' }, { end: letter }, { end: 'Δ' }, `${letter} is`]} />
          <tbody>
            {shown.map((metric) => {
              const { name, a, b, delta } = metric;
              const { word, tone } = verdictOf(metric);
              return (
                <tr key={name}>
                  <th scope="row">
                    <MetricName metric={name} />
                  </th>
                  <td className="num end">{formatMetric(name, a)}</td>
                  <td className="num end">{formatMetric(name, b)}</td>
                  <td className="num end">{delta === null ? '–' : <SignedDelta metric={name} delta={delta} />}</td>
                  <td className={tone === 'none' ? 'muted' : tone}>{word}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
    </Panel>
  );
}
