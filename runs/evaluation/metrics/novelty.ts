import { itemMean } from './item-mean.ts';
import type { ListMetric } from './metric.ts';

/** Mean self-information −log2(d / N) of the list (Zhou et al. 2010); items that nobody has in train are left out. */
export const novelty: ListMetric = {
  name: 'novelty',
  prepare: ({ degree, users }) => itemMean(Float64Array.from(degree, (d) => (d > 0 ? -Math.log2(d / users) : NaN))),
};
