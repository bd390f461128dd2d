import type { ListMetric } from './metric.ts';

/** Number of long-tail items in the list (Abdollahpouri et al. 2019). */
export const aclt: ListMetric = {
  name: 'aclt',
  prepare({ tail }) {
    return ({ top }, ks, out) => {
      let count = 0;
      let rank = 0;
      for (let i = 0; i < ks.length; i++) {
        for (; rank < top.length && rank < ks[i]!; rank++) count += tail[top.items[rank]!]!;
        out[i] = count;
      }
    };
  },
};
