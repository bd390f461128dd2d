import type { ListMetric } from './metric.ts';

/** Relevant items of the list that the K most popular candidates of the user would not have shown, divided by K (Ge et al. 2010). */
export const serendipity: ListMetric = {
  name: 'serendipity',
  prepare({ byPopularity, items }, ks) {
    const longest = ks.at(-1)!;
    /** Rank among the user's candidates by popularity, 0 beyond the longest list. */
    const popularRank = new Int32Array(items);
    const popular = new Int32Array(Math.min(longest, items));
    return ({ top, heldOut }, _, out) => {
      let ranked = 0;
      for (let i = 0; i < items && ranked < popular.length && top.length > 0; i++) {
        const item = byPopularity[i]!;
        if (top.scores[item] === -Infinity) continue;
        popular[ranked++] = item;
        popularRank[item] = ranked;
      }
      for (let i = 0; i < ks.length; i++) {
        let count = 0;
        for (let rank = 0; rank < top.length && rank < ks[i]!; rank++) {
          const item = top.items[rank]!;
          if (heldOut.gain[item]! > 0 && (popularRank[item] === 0 || popularRank[item]! > ks[i]!)) count += 1;
        }
        out[i] = count / ks[i]!;
      }
      for (let i = 0; i < ranked; i++) popularRank[popular[i]!] = 0;
    };
  },
};
