import { expect, it } from 'vitest';
import type { PredictedSample } from '#shared/domain/query-report.ts';
import { createRandom } from '#runs/matrix/random.ts';
import { errorsOf } from '#runs/performance/errors-of.ts';
import { toScale } from '#runs/performance/target-scale.ts';
import { reportFile } from '#runs/performance/report-files.ts';
import { queryColumns } from '#runs/training/query-columns.ts';
import { emptyReport } from './empty-report.ts';

it.each(['log1p', 'log'] as const)('the mean over queries is the metric over samples, modelled on %s', (scale) => {
  const random = createRandom(3, 'columns');
  const predictions = Array.from({ length: 40 }, (_, at): PredictedSample => {
    const actual = at % 10 === 0 ? 0 : 100 * random.next();
    const predicted = 100 * random.next();
    return {
      query_id: `q${at % 13}`,
      query: '',
      sampled_at: null,
      fold: 0,
      actual_ms: actual,
      predicted_ms: predicted,
      lower_ms: predicted / 2,
      upper_ms: predicted * 2,
      residual: toScale(actual, scale) - toScale(predicted, scale),
    };
  });
  const columns = queryColumns(reportFile({ ...emptyReport, target_scale: scale, predictions }).bytes);
  const { r2, mae_ms, mape } = errorsOf(
    predictions.map(({ actual_ms }) => actual_ms),
    predictions.map(({ predicted_ms }) => predicted_ms),
    scale,
  );
  const inside = predictions.filter(({ actual_ms: time, lower_ms, upper_ms }) => time >= lower_ms && time <= upper_ms);
  const expected = { r2, mae_ms, mape, 'interval_coverage@90': inside.length / predictions.length };
  expect(Object.keys(columns).sort()).toEqual(Object.keys(expected).sort());
  for (const [name, value] of Object.entries(expected)) {
    const column = columns[name]!;
    expect(column).toHaveLength(13);
    expect(column.reduce((sum, each) => sum + each, 0) / 13 / value!).toBeCloseTo(1, 5);
  }
});
