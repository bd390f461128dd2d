import { itemMean } from './item-mean.ts';
import type { ListMetric } from './metric.ts';

/** (popularity of the list − of the profile) / of the profile (Abdollahpouri et al. 2020); NaN without a profile or list. */
export const popularityLift: ListMetric = {
  name: 'popularity_lift',
  prepare({ degree, train }) {
    const listMean = itemMean(degree);
    return (list, ks, out) => {
      listMean(list, ks, out);
      const from = train.indptr[list.user]!;
      const to = train.indptr[list.user + 1]!;
      let sum = 0;
      for (let at = from; at < to; at++) sum += degree[train.indices[at]!]!;
      const profile = sum / (to - from);
      for (let i = 0; i < ks.length; i++) out[i] = (out[i]! - profile) / profile;
    };
  },
};
