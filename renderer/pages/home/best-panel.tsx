import type { Run } from '#shared/domain/run.ts';
import { Panel } from '../../components/panel.tsx';
import { PlainHead } from '../../components/plain-head.tsx';
import { DatasetName } from '../../parts/dataset-name.tsx';
import { metricTitle } from '../../parts/metric-text.ts';
import { RunName } from '../../parts/run-name.tsx';
import { formatMetric } from '../../text/number.ts';
import { plural } from '../../text/plural.ts';
import { bestRuns } from '../../parts/best-runs.ts';

/** Which run leads on each dataset and split; only runs measured alike compete. */
export function BestPanel({ runs, metric }: { runs: readonly Run[]; metric: string }) {
  const best = bestRuns(runs, metric).slice(0, 6);
  if (best.length === 0) return null;
  return (
    <Panel title="Best so far" aside="among the newest runs" flush>
      <table className="plain-table">
        <PlainHead of={['Run, dataset and split', { end: metricTitle(metric) }]} />
        <tbody>
          {best.map(({ run, of }) => (
            <tr key={run.id}>
              <td className="home-run">
                <RunName run={run} />
                <div className="small clip">
                  <DatasetName dataset={run.dataset} />
                  <span className="muted">
                    , {run.split.kind}, {plural(of, 'run')}
                  </span>
                </div>
              </td>
              <td className="num end">{formatMetric(metric, run.metrics[metric])}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  );
}
