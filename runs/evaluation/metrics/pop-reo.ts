import { headTailBias } from './head-tail.ts';
import type { ExposureMetric } from './metric.ts';

/** Ranking-based equal opportunity: head against tail in P(shown | relevant) (Zhu, Wang & Caverlee 2020). */
export const popReo: ExposureMetric = {
  name: 'pop_reo',
  value: ({ hit, relevant }, items) =>
    headTailBias(
      items,
      (item) => hit[item]!,
      (item) => relevant[item]!,
    ),
};
