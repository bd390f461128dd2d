import { itemMean } from './item-mean.ts';
import type { ListMetric } from './metric.ts';

/** Share of the list in the long tail, APLT (Abdollahpouri et al. 2019). */
export const tailShare: ListMetric = { name: 'tail_share', prepare: ({ tail }) => itemMean(tail) };
