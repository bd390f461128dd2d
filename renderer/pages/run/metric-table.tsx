import type { MetricValue } from '#shared/domain/metric.ts';
import { Empty } from '../../components/empty.tsx';
import { Panel } from '../../components/panel.tsx';
import { MetricName } from '../../parts/metric-name.tsx';
import { formatMetric } from '../../text/number.ts';
import { directionArrow, metricRows } from './metric-rows.ts';

/** Every metric with its definition: by K, then those of the run as a whole. */
export function MetricTable({ metrics }: { metrics: Record<string, MetricValue> }) {
  const { cutoffs, atK, whole } = metricRows(metrics);
  if (atK.length + whole.length === 0) {
    return (
      <Panel title="Metrics">
        <Empty title="No metrics yet.">They appear here as the run logs them.</Empty>
      </Panel>
    );
  }
  return (
    <>
      {atK.length > 0 && (
        <Panel title="Metrics of the lists" aside="↑ higher is better · ↓ lower is better" flush>
          <table className="plain-table">
            <thead>
              <tr>
                <th scope="col">Metric</th>
                {cutoffs.map((k) => (
                  <th key={k} scope="col" className="end">
                    @{k}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {atK.map(({ name, values }) => (
                <tr key={name}>
                  <th scope="row">
                    <MetricName metric={name} /> <Arrow metric={name} />
                  </th>
                  {values.map((value, index) => (
                    <td
                      key={cutoffs[index]}
                      className="num end"
                      title={value === undefined ? 'Not logged' : String(value)}
                    >
                      {formatMetric(name, value)}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </Panel>
      )}
      {whole.length > 0 && (
        <Panel title="Metrics of the run" flush>
          <table className="plain-table">
            <thead className="hidden-text">
              <tr>
                <th scope="col">Metric</th>
                <th scope="col">Value</th>
              </tr>
            </thead>
            <tbody>
              {whole.map(({ name, value }) => (
                <tr key={name}>
                  <th scope="row">
                    <MetricName metric={name} /> <Arrow metric={name} />
                  </th>
                  <td className="num end" title={String(value)}>
                    {formatMetric(name, value)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Panel>
      )}
    </>
  );
}

function Arrow({ metric }: { metric: string }) {
  return (
    <span className="muted small" aria-hidden>
      {directionArrow(metric)}
    </span>
  );
}
