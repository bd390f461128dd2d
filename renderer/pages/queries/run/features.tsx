import { useMemo } from 'react';
import type { QueryRunReport } from '#shared/domain/query-report.ts';
import { Panel } from '../../../components/panel.tsx';
import { learningCurveFigure, learningCurveWords } from '../../../plots/queries/learning-curve.ts';
import { WidePlot } from '../../../plots/wide-plot.tsx';
import { useTokens } from '../../../theme/use-tokens.ts';
import { FeatureImportance } from './feature-importance.tsx';
import { WithReport } from './with-report.tsx';
import { PreparationTable } from './preparation-table.tsx';
import '../queries.css';

const height = 210;

/** The tab of a run. */
export const FeaturesTab = () => <WithReport title="Features">{(report) => <Features report={report} />}</WithReport>;

/** What the model learned from: how much each feature counts, what more data would give, how it was prepared. */
function Features({ report }: { report: QueryRunReport }) {
  const tokens = useTokens();
  const { learning_curve: curve, importance, preparation } = report;
  const [r2, mae] = useMemo(
    () => [learningCurveFigure(curve, 'r2', tokens), learningCurveFigure(curve, 'mae_ms', tokens)] as const,
    [curve, tokens],
  );
  return (
    <div className="run-tab">
      <div className="query-grid">
        <FeatureImportance importance={importance} />
        <Panel title="Learning curve" aside="on the same test part">
          {curve.length === 0 ? (
            <p className="muted">Not measured: the run was started with no points of the curve.</p>
          ) : (
            <>
              <WidePlot figure={r2} height={height} label={learningCurveWords(curve, 'r2')} />
              <WidePlot figure={mae} height={height} label={learningCurveWords(curve, 'mae_ms')} />
            </>
          )}
        </Panel>
      </div>
      <PreparationTable preparation={preparation} />
    </div>
  );
}
