import type { ExposureMetric } from './metric.ts';
import { sumOverShares } from './shares.ts';

/** −Σ p log2 p over the items shown. */
export const entropy: ExposureMetric = {
  name: 'entropy',
  value: ({ shown }) => sumOverShares(shown, (p) => p * Math.log2(1 / p)),
};
