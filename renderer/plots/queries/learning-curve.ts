import type { QueryRunReport } from '#shared/domain/query-report.ts';
import { formatMetric } from '../../text/number.ts';
import type { Tokens } from '../../theme/tokens.ts';
import { chartLayout } from '../chart-layout.ts';
import type { Figure } from '../figure.ts';

type Point = QueryRunReport['learning_curve'][number];
export type LearningMetric = 'r2' | 'mae_ms';

const titles: Record<LearningMetric, string> = { r2: 'R²', mae_ms: 'mean absolute error, ms' };

/** A metric on the test part of models that were trained on ever more queries. A point without a value stays a gap. */
export function learningCurveFigure(curve: readonly Point[], metric: LearningMetric, tokens: Tokens): Figure {
  return {
    data: [
      {
        type: 'scatter',
        mode: 'lines+markers',
        x: curve.map(({ queries }) => queries),
        y: curve.map((point) => point[metric]),
        text: curve.map(
          (point) => `${point.queries} queries, ${point.samples} samples: ${formatMetric(metric, point[metric])}`,
        ),
        hovertemplate: '%{text}<extra></extra>',
        line: { color: tokens.accent, width: 1.6 },
        marker: { size: 7, color: tokens.accent },
        connectgaps: false,
      },
    ],
    layout: {
      ...chartLayout(
        tokens,
        { title: 'queries to learn from' },
        { title: titles[metric], tickformat: metric === 'r2' ? '.3~f' : ',.3~f' },
      ),
      showlegend: false,
    },
  };
}

/** What the picture says, for who does not see it. */
export const learningCurveWords = (curve: readonly Point[], metric: LearningMetric): string =>
  `${titles[metric]} by queries to learn from: ${curve
    .map((point) => `${point.queries}: ${formatMetric(metric, point[metric])}`)
    .join('; ')}.`;
