import type { MetricDefinition } from '../metric.ts';

const held = 'Over the samples of the test part, whose queries the model never saw.';
const inMs = 'Predictions are taken back to milliseconds first.';

/** The level of the prediction intervals that runs log, in percent. */
export const intervalLevel = 90;

/** Share of test samples inside their 90 % interval. `coverage@90` would be the coverage of items in lists of 90. */
export const intervalCoverageMetric = `interval_coverage@${intervalLevel}`;

const errors: readonly Omit<MetricDefinition, 'perUser' | 'atK'>[] = [
  {
    name: 'r2',
    title: 'R²',
    direction: 'max',
    definition: `1 − Σ(y − ŷ)² / Σ(y − mean y)² on the scale that is modelled, log(1 + ms) or log(ms): 1 is perfect, 0 no better than the mean of the test part. ${held}`,
  },
  {
    name: 'mae_ms',
    title: 'Mean absolute error',
    direction: 'min',
    unit: 'ms',
    definition: `Mean of |actual − predicted|. ${inMs} ${held}`,
  },
  {
    name: 'rmse_ms',
    title: 'Root mean squared error',
    direction: 'min',
    unit: 'ms',
    definition: `Square root of the mean of (actual − predicted)². ${inMs} ${held}`,
  },
  {
    name: 'mape',
    title: 'Mean absolute percentage error',
    direction: 'min',
    definition: `Mean of |actual − predicted| / actual, as a share: 0.2 is 20 %. Samples with an actual time of 0 are left out. ${held}`,
  },
];

const baselines = [
  { prefix: 'baseline_mean_', title: 'constant mean', says: 'The mean time of the training part, for every query.' },
  {
    prefix: 'baseline_last_',
    title: 'last value',
    says: 'The recent mean time of the query; the mean time of the training part where it was never seen.',
  },
] as const;

const shared = { perUser: false, atK: false } as const;

/** Metrics of models of query performance, in the order in which pages show them. */
export const queryMetricCatalogue: readonly MetricDefinition[] = [
  ...errors.map((metric) => ({ ...metric, ...shared })),
  {
    name: 'pinball',
    title: 'Pinball loss',
    direction: 'min',
    ...shared,
    unit: 'ms',
    definition: `pinball@0.9: mean of max(0.9·(y − q), 0.1·(q − y)) in milliseconds, q the predicted 0.9 quantile: the prediction moved by that quantile of the calibration residuals. ${held}`,
  },
  {
    name: 'interval_coverage',
    title: 'Interval coverage',
    direction: 'none',
    ...shared,
    definition: `interval_coverage@90: share of samples whose time lies inside the 90 % interval of split conformal prediction; 0.9 is right, less is too narrow, more too wide. ${held}`,
  },
  {
    name: 'interval_width_ms',
    title: 'Interval width',
    direction: 'min',
    ...shared,
    unit: 'ms',
    definition: `Median width of the 90 % intervals. ${held}`,
  },
  ...baselines.flatMap(({ prefix, title, says }) =>
    errors.map((metric) => ({
      ...metric,
      ...shared,
      name: `${prefix}${metric.name}`,
      title: `${metric.title}, ${title}`,
      direction: 'none' as const,
      definition: `${says} ${metric.definition}`,
    })),
  ),
  ...[
    ['n_test_queries', 'Test queries', 'Different queries in the test part.'],
    ['n_test_samples', 'Test samples', 'Samples of the queries in the test part.'],
  ].map(([name, title, definition]) => ({
    name: name!,
    title: title!,
    direction: 'none' as const,
    ...shared,
    definition: definition!,
  })),
];
