import type { MetricDelta } from '#shared/domain/comparison.ts';
import type { Counted } from '../../parts/counted.ts';
import { Interval } from '../../components/interval.tsx';
import { ShareBar } from '../../components/share-bar.tsx';
import { MetricName } from '../../parts/metric-name.tsx';
import { metricTitle } from '../../parts/metric-text.ts';
import { SignedDelta } from '../../parts/signed-delta.tsx';
import { formatCount, formatDelta, formatMetric, formatP } from '../../text/number.ts';
import { verdictOf } from './verdict.ts';

type Props = {
  metric: MetricDelta;
  /** The axis of the interval; absent where the runs must not be subtracted. */
  domain: readonly [number, number] | undefined;
  of: Counted;
  /** Whether there are p-values. */
  hasTests: boolean;
};

/** One metric of both runs. */
export function DeltaRow({ metric, domain, ...counted }: Props) {
  const { name, a, b } = metric;
  return (
    <tr data-metric={name}>
      <th scope="row">
        <MetricName metric={name} />
      </th>
      <td className="num end">{formatMetric(name, a)}</td>
      <td className="num end">{formatMetric(name, b)}</td>
      {domain && <Difference metric={metric} domain={domain} {...counted} />}
    </tr>
  );
}

function Difference({ metric, domain, of, hasTests }: Props & { domain: readonly [number, number] }) {
  const { name, delta, ci, p_corrected: p } = metric;
  const { word, tone } = verdictOf(metric);
  const [low, high] = ci ? [formatDelta(name, ci[0]), formatDelta(name, ci[1])] : [];
  return (
    <>
      <td className="num end">{delta === null ? '–' : <SignedDelta metric={name} delta={delta} />}</td>
      <td className="num small muted">{ci ? `[${low}, ${high}]` : '–'}</td>
      <td className="delta-interval">
        {delta !== null && ci && (
          <Interval
            value={delta}
            interval={ci}
            domain={domain}
            tone={tone}
            label={`${metricTitle(name)}: difference ${formatDelta(name, delta)}, 95 % interval ${low} to ${high}`}
          />
        )}
      </td>
      <td className={`delta-verdict ${tone === 'none' ? 'muted' : tone}`}>{word}</td>
      {hasTests && <td className="num end small muted">{p === null ? '–' : formatP(p)}</td>}
      <td>
        <Counted metric={metric} of={of} />
      </td>
    </>
  );
}

function Counted({ metric: { better, same, worse }, of }: { metric: MetricDelta; of: Counted }) {
  if (better === null || same === null || worse === null) return <span className="muted">–</span>;
  const text = [better, same, worse].map(formatCount).join(' / ');
  return (
    <span className="users-split">
      <ShareBar
        label={`${better} ${of} better, ${same} the same, ${worse} worse`}
        parts={[
          { name: 'better', count: better, tone: 'good' },
          { name: 'same', count: same, tone: 'none' },
          { name: 'worse', count: worse, tone: 'bad' },
        ]}
      />
      <span className="num small">{text}</span>
    </span>
  );
}
