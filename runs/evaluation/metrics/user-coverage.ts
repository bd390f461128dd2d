import type { ExposureMetric } from './metric.ts';

/** Evaluated users whose list is not empty / evaluated users. */
export const userCoverage: ExposureMetric = { name: 'user_coverage', value: ({ served, users }) => served / users };
