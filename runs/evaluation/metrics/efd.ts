import type { ListMetric } from './metric.ts';
import { relevantGain } from './relevant-gain.ts';

/** Expected free discovery: discounted −log2(d / Σd) of the relevant items (Vargas & Castells 2011); d = 0 adds nothing. */
export const efd: ListMetric = {
  name: 'efd',
  prepare({ degree, train }) {
    const interactions = train.indices.length;
    return relevantGain(Float64Array.from(degree, (d) => (d > 0 ? -Math.log2(d / interactions) : 0)));
  },
};
