import { headTailBias } from './head-tail.ts';
import type { ExposureMetric } from './metric.ts';

/** Ranking-based statistical parity: head against tail in P(shown | unseen) (Zhu, Wang & Caverlee 2020). */
export const popRsp: ExposureMetric = {
  name: 'pop_rsp',
  value: ({ shown, seen, users }, items) =>
    headTailBias(
      items,
      (item) => shown[item]!,
      (item) => users - seen[item]!,
    ),
};
