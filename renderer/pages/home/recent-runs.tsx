import type { Run } from '#shared/domain/run.ts';
import { PlainHead } from '../../components/plain-head.tsx';
import { DatasetName } from '../../parts/dataset-name.tsx';
import { headline } from '../../parts/headline.ts';
import { metricTitle } from '../../parts/metric-text.ts';
import { RunName } from '../../parts/run-name.tsx';
import { RunState } from '../../parts/run-state.tsx';
import { formatMetric } from '../../text/number.ts';
import { formatShortTime, formatTime } from '../../text/time.ts';

/** The newest runs with the one number that says most. */
export function RecentRuns({ runs }: { runs: readonly Run[] }) {
  const metric = headline(runs);
  return (
    <table className="plain-table">
      <PlainHead
        of={['Run and dataset', 'Status', { end: metric ? metricTitle(metric) : 'Metric' }, { end: 'Started' }]}
      />
      <tbody>
        {runs.map((run) => (
          <tr key={run.id}>
            <td className="home-run">
              <RunName run={run} />
              <div className="small clip">
                <DatasetName dataset={run.dataset} />
              </div>
            </td>
            <td>
              <RunState run={run} />
            </td>
            <td className="num end">{metric ? formatMetric(metric, run.metrics[metric]) : '–'}</td>
            <td className="num end muted" title={formatTime(run.created_at)}>
              {formatShortTime(run.created_at)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
