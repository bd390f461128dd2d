import { useState } from 'react';
import type { PopularityReport } from '#shared/domain/popularity.ts';
import type { Run } from '#shared/domain/run.ts';
import { Answer } from '../../../components/answer.tsx';
import { Choice } from '../../../components/choice.tsx';
import { Facts } from '../../../components/facts.tsx';
import { Panel } from '../../../components/panel.tsx';
import { PlainHead } from '../../../components/plain-head.tsx';
import { useCall } from '../../../core/use-call.ts';
import type { Figure } from '../../../plots/figure.ts';
import { coverageFigure, longTailFigure, lorenzFigure } from '../../../plots/popularity.ts';
import { WidePlot } from '../../../plots/wide-plot.tsx';
import { formatCount, formatMetric, formatPercent } from '../../../text/number.ts';
import { useTokens } from '../../../theme/use-tokens.ts';
import { ComputeGate } from '../compute-gate.tsx';
import { useRun } from '../use-run.ts';
import { LiftPanels } from './lift-panels.tsx';

/** How the run's lists spread over the catalogue. */
export function Popularity() {
  const run = useRun();
  if (!run) return null;
  return (
    <ComputeGate
      run={run}
      title="Popularity"
      what="The lists of every measured user are made again, and counted: which items they show, and how often."
    >
      <PopularityOf run={run} />
    </ComputeGate>
  );
}

function PopularityOf({ run }: { run: Run }) {
  const [k, setK] = useState(run.ks.includes(10) ? 10 : (run.ks[0] ?? 10));
  const report = useCall(
    'runs.popularity',
    { run: run.id, k },
    { placeholderData: (before) => before, staleTime: Infinity },
  );
  return (
    <div className="run-tab">
      <div className="tab-tools">
        <Choice
          label="Length of the lists"
          value={String(k)}
          options={run.ks.map((each) => ({ value: String(each), label: `K = ${each}` }))}
          onChange={(value) => setK(Number(value))}
        />
      </div>
      <Answer query={report} what={`the popularity of run ${run.number}`}>
        {(found) => <Report report={found} />}
      </Answer>
    </div>
  );
}

function Report({ report }: { report: PopularityReport }) {
  const tokens = useTokens();
  const { gini, coverage, bands, k } = report;
  const covered = coverage.find((point) => point.k === k)?.share;
  return (
    <div className="chart-grid">
      <Panel title="In figures">
        <Facts
          facts={[
            ['Lists', formatCount(report.users)],
            [`Gini of exposure@${k}`, formatMetric('gini', gini.exposure)],
            ['Gini of training', formatMetric('gini', gini.training)],
            [`Coverage@${k}`, covered === undefined ? '–' : formatPercent(covered)],
          ]}
        />
        <table className="plain-table band-table" aria-label="Bands of popularity">
          <PlainHead of={['Band', { end: 'Items' }, { end: 'Training' }, { end: 'Lists' }]} />
          <tbody>
            {bands.map((band) => (
              <tr key={band.name}>
                <th scope="row">{band.name}</th>
                <td className="num end">{formatCount(band.items)}</td>
                <td className="num end">{formatPercent(band.share_of_training)}</td>
                <td className="num end">{formatPercent(band.share_of_places)}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <p className="small muted">
          Head: the fewest most popular items with half of all training interactions; mid: up to 80 %; tail: the rest.
        </p>
      </Panel>
      <Chart title="Concentration (Lorenz)" figure={lorenzFigure(report, tokens)} label={lorenzWords(report)} />
      <Chart title="Long tail" figure={longTailFigure(report, tokens)} label={tailWords(report)} />
      <Chart
        title="Coverage by length of the list"
        figure={coverageFigure(report, tokens)}
        label={`Coverage@${k} is ${covered === undefined ? 'unknown' : formatPercent(covered)}.`}
      />
      <LiftPanels report={report} />
    </div>
  );
}

const height = 280;

function Chart({ title, figure, label }: { title: string; figure: Figure; label: string }) {
  return (
    <Panel title={title}>
      <WidePlot figure={figure} height={height} label={label} />
    </Panel>
  );
}

const lorenzWords = ({ gini, k }: PopularityReport) =>
  `Gini of exposure@${k} ${formatMetric('gini', gini.exposure)}, of training ${formatMetric('gini', gini.training)}.`;
const tailWords = ({ bands }: PopularityReport) =>
  bands
    .map(
      (band) => `${band.name}: ${formatCount(band.items)} items, ${formatPercent(band.share_of_places)} of the lists`,
    )
    .join('; ');
