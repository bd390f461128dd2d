import { useMemo, useState } from 'react';
import type { QueryRunReport } from '#shared/domain/query-report.ts';
import { Facts } from '../../../components/facts.tsx';
import { Panel } from '../../../components/panel.tsx';
import { coverageFigure, coverageWords } from '../../../plots/queries/coverage.ts';
import {
  predictedActualFigure,
  predictedActualRange,
  predictedActualWords,
} from '../../../plots/queries/predicted-actual.ts';
import { residualFigure, residualWords } from '../../../plots/queries/residuals.ts';
import { WidePlot } from '../../../plots/wide-plot.tsx';
import { scaleText } from '../../../parts/scale-text.ts';
import { formatDuration } from '../../../text/duration.ts';
import { formatPercent } from '../../../text/number.ts';
import { plural } from '../../../text/plural.ts';
import { useTokens } from '../../../theme/use-tokens.ts';
import { WithReport } from './with-report.tsx';
import { SlowestQueries } from './slowest-queries.tsx';
import '../queries.css';

const tall = 380;

/** The tab of a run. */
export const PredictionsTab = () => (
  <WithReport title="Predictions">{(report) => <Predictions report={report} />}</WithReport>
);

/** What the model said of queries that it never saw, and what they took. */
function Predictions({ report }: { report: QueryRunReport }) {
  const tokens = useTokens();
  const [chosen, choose] = useState<string>();
  const { predictions, interval, target_scale: scale } = report;
  const range = useMemo(() => predictedActualRange(predictions), [predictions]);
  const figures = useMemo(
    () => ({
      actual: predictedActualFigure(predictions, { tokens, range, chosen }),
      residuals: residualFigure(predictions, scaleText[scale], tokens),
      coverage: coverageFigure(interval, tokens),
    }),
    [predictions, interval, scale, tokens, range, chosen],
  );
  return (
    <div className="run-tab">
      <div className="query-grid">
        <Panel title="Predicted and actual time" aside="press a sample to find its query">
          <WidePlot
            figure={figures.actual}
            height={tall}
            label={predictedActualWords(predictions)}
            onMarkPress={(query) => choose((now) => (now === query ? undefined : query))}
          />
        </Panel>
        <Panel title="Residuals" aside={`on the scale ${scaleText[scale]}`}>
          <WidePlot figure={figures.residuals} height={tall} label={residualWords(predictions)} />
        </Panel>
        <Panel title="Interval coverage" aside="bars: what chance alone may do (95 %)">
          <WidePlot figure={figures.coverage} height={tall} label={coverageWords(interval)} />
        </Panel>
        <Panel title="In figures">
          <Facts facts={factsOf(report)} />
        </Panel>
      </div>
      <SlowestQueries predictions={predictions} chosen={chosen} onChoose={choose} />
    </div>
  );
}

function factsOf({ interval, parts, folds, by_history: groups }: QueryRunReport): [string, string][] {
  const part = ({ queries, samples }: { queries: number; samples: number }) =>
    `${plural(queries, 'query', 'queries')}, ${plural(samples, 'sample')}`;
  return [
    ['Promised coverage', formatPercent(interval.level)],
    ['Coverage of unseen queries', formatPercent(interval.coverage)],
    ...(folds > 1 ? [['By fold', interval.by_fold.map(formatPercent).join(', ')] as [string, string]] : []),
    ...groups.map(({ seen, samples, errors, last_value: last, coverage }): [string, string] => [
      seen ? 'Seen before' : 'Never seen',
      `${plural(samples, 'sample')}: mean absolute error ${formatDuration(errors.mae_ms)} (last value ${formatDuration(last.mae_ms)}), coverage ${formatPercent(coverage)}`,
    ]),
    ['Learned from', part(parts.train)],
    ['Interval calibrated on', part(parts.calibration)],
    [folds > 1 ? 'Tested on, first fold' : 'Tested on', part(parts.test)],
  ];
}
