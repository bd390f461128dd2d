import type { ExposureMetric } from './metric.ts';
import { sumOverShares } from './shares.ts';

/** 1 − Σ p² (Adomavicius & Kwon 2012). */
export const herfindahl: ExposureMetric = {
  name: 'herfindahl',
  value: ({ shown }) => 1 - sumOverShares(shown, (p) => p * p),
};
