import { itemMean } from './item-mean.ts';
import type { ListMetric } from './metric.ts';

/** Mean training users of the list's items (Yin et al. 2012). */
export const arp: ListMetric = { name: 'arp', prepare: ({ degree }) => itemMean(degree) };
