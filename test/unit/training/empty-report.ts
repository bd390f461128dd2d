import type { QueryRunReport } from '#shared/domain/query-report.ts';

const none = { r2: null, mae_ms: 0, rmse_ms: 0, mape: null };
const nothing = { queries: 0, samples: 0 };

/** A report of a run that measured nothing. */
export const emptyReport: QueryRunReport = {
  target_scale: 'log1p',
  folds: 1,
  parts: { train: nothing, calibration: nothing, test: nothing },
  errors: none,
  baselines: { mean: none, last_value: none },
  by_history: [],
  interval: { level: 0.9, coverage: 0, by_fold: [], by_fifth: [] },
  predictions: [],
  importance: [],
  learning_curve: [],
  preparation: { samples: 0, features: 0, target_scale: 'log1p', columns: [], problems: [] },
};
