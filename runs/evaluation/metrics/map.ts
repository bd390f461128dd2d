import type { AccuracyMetric } from './metric.ts';

/**
 * (1 / min(n, K)) Σ over ranks i ≤ K of rel(i) · hits(i) / i. Within a group of `size` with `relevant` the mean of
 * rel(i) · hits(i) is P(rel(i)) · (1 + hits of better groups) + Σ over earlier ranks j of the group of P(rel(i) and rel(j)).
 */
export const map: AccuracyMetric = {
  name: 'map',
  value({ groups, before, size, relevant, heldOut }, k) {
    let sum = 0;
    let better = 0;
    for (let g = 0; g < groups && before[g]! < k; g++) {
      const one = relevant[g]! / size[g]!;
      const both = size[g] === 1 ? 0 : (one * (relevant[g]! - 1)) / (size[g]! - 1);
      const inside = Math.min(size[g]!, k - before[g]!);
      for (let i = 0; i < inside; i++) sum += (one * (1 + better) + both * i) / (before[g]! + i + 1);
      better += relevant[g]!;
    }
    return sum / Math.min(heldOut.count, k);
  },
};
