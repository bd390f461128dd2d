import type { ListMetric } from './metric.ts';
import { relevantGain } from './relevant-gain.ts';

/** Expected popularity complement: discounted 1 − d / N of the relevant items (Vargas & Castells 2011). */
export const epc: ListMetric = {
  name: 'epc',
  prepare: ({ degree, users }) => relevantGain(Float64Array.from(degree, (d) => 1 - d / users)),
};
