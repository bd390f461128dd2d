import type { ExposureMetric } from './metric.ts';

/** Items in at least one list / size of the catalogue. */
export const coverage: ExposureMetric = {
  name: 'coverage',
  value: ({ shown }, { items }) => shown.reduce((count, lists) => count + (lists > 0 ? 1 : 0), 0) / items,
};
