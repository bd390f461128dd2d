import type { AccuracyMetric } from './metric.ts';

/** 1 − P(no relevant item in the first K): 0 or 1, except where K cuts through the first group with a relevant item. */
export const hitRate: AccuracyMetric = {
  name: 'hit_rate',
  value({ groups, before, size, relevant }, k) {
    if (groups === 0 || before[0]! >= k) return 0;
    const inside = k - before[0]!;
    if (inside >= size[0]!) return 1;
    // The relevant items fall outside one after another: C(size − relevant, inside) / C(size, inside).
    let miss = 1;
    for (let i = 0; i < relevant[0]!; i++) miss *= Math.max(0, size[0]! - inside - i) / (size[0]! - i);
    return 1 - miss;
  },
};
