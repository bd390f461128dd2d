import type { MetricDelta } from '#shared/domain/comparison.ts';
import type { Counted } from '../../parts/counted.ts';
import { Interval } from '../../components/interval.tsx';
import { ShareBar } from '../../components/share-bar.tsx';
import { metricTitle } from '../../parts/metric-text.ts';
import { SignedDelta } from '../../parts/signed-delta.tsx';
import { formatDelta } from '../../text/number.ts';
import { plural } from '../../text/plural.ts';
import { domainsOf, verdictOf } from './verdict.ts';

/** The one metric that says most, in large: how far, how sure, and for how many users. */
export function HeadlineDelta({ metric, of }: { metric: MetricDelta; of: Counted }) {
  const { name, delta, ci, better, same, worse } = metric;
  if (delta === null) return null;
  const { tone, word } = verdictOf(metric);
  return (
    <div className="headline">
      <p className="headline-number num">
        <span>
          <SignedDelta metric={name} delta={delta} />
        </span>
        <span className="small muted">
          {metricTitle(name)}
          {word && `, ${word}`}
        </span>
      </p>
      {ci && (
        <Interval
          value={delta}
          interval={ci}
          domain={domainsOf([metric]).get(name) ?? [-1, 1]}
          tone={tone}
          label={`95 % interval ${formatDelta(name, ci[0])} to ${formatDelta(name, ci[1])}`}
        />
      )}
      {better !== null && same !== null && worse !== null && (
        <div className="headline-users">
          <ShareBar
            label={of === 'users' ? 'Users' : 'Queries'}
            parts={[
              { name: 'better', count: better, tone: 'good' },
              { name: 'same', count: same, tone: 'none' },
              { name: 'worse', count: worse, tone: 'bad' },
            ]}
          />
          <p className="small muted num">
            {of === 'users' ? plural(better, 'user') : plural(better, 'query', 'queries')} better · {same} same ·{' '}
            {worse} worse
          </p>
        </div>
      )}
    </div>
  );
}
