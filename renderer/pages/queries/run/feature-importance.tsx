import type { QueryRunReport } from '#shared/domain/query-report.ts';
import { featureOf } from '#shared/domain/query-features.ts';
import { Interval } from '../../../components/interval.tsx';
import { Panel } from '../../../components/panel.tsx';
import { PlainHead } from '../../../components/plain-head.tsx';
import { formatFigure } from '../../../text/number.ts';
import { importanceDomain } from './importance-domain.ts';

/** How much worse predictions become where one feature says nothing any more. */
export function FeatureImportance({ importance }: Pick<QueryRunReport, 'importance'>) {
  if (importance.length === 0) {
    return (
      <Panel title="Importance of the features">
        <p className="muted">Not measured: the run was started with no permutations.</p>
      </Panel>
    );
  }
  const domain = importanceDomain(importance);
  return (
    <Panel title="Importance of the features" aside="rise of the squared error when shuffled" flush>
      <table className="plain-table" aria-label="Importance of the features">
        <PlainHead of={['Feature', { end: 'Importance' }, '95 % interval over shuffles']} />
        <tbody>
          {importance.map(({ feature, mean, ci }) => (
            <tr key={feature}>
              <th scope="row" className="feature-name" title={featureOf(feature)?.description}>
                {featureOf(feature)?.title ?? feature} <code className="muted small">{feature}</code>
              </th>
              <td className="num end" title={String(mean)}>
                {formatFigure(mean)}
              </td>
              <td>
                <Interval
                  value={mean}
                  interval={ci}
                  domain={domain}
                  tone={ci !== null && ci[0] > 0 ? 'good' : 'none'}
                  label={ci ? `${formatFigure(ci[0])} to ${formatFigure(ci[1])}` : 'no interval'}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  );
}
