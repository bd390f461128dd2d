import { aclt } from './aclt.ts';
import { arp } from './arp.ts';
import { coverage } from './coverage.ts';
import { diversity } from './diversity.ts';
import { efd } from './efd.ts';
import { entropy } from './entropy.ts';
import { epc } from './epc.ts';
import { f1 } from './f1.ts';
import { gini } from './gini.ts';
import { herfindahl } from './herfindahl.ts';
import { hitRate } from './hit-rate.ts';
import { map } from './map.ts';
import type { AccuracyMetric, ExposureMetric, ListMetric } from './metric.ts';
import { miscalibration } from './miscalibration.ts';
import { mrr } from './mrr.ts';
import { ndcg } from './ndcg.ts';
import { ndcgExp } from './ndcg-exp.ts';
import { ndcgLinear } from './ndcg-linear.ts';
import { novelty } from './novelty.ts';
import { personalisation } from './personalisation.ts';
import { popReo } from './pop-reo.ts';
import { popRsp } from './pop-rsp.ts';
import { popularityLift } from './popularity-lift.ts';
import { precision } from './precision.ts';
import { recall } from './recall.ts';
import { serendipity } from './serendipity.ts';
import { tailShare } from './tail-share.ts';
import { userCoverage } from './user-coverage.ts';

/** Every metric of an evaluation. A new one is a file here, a line below and its definition in the catalogue. */
export const accuracyMetrics: readonly AccuracyMetric[] = [
  ndcg,
  hitRate,
  precision,
  recall,
  map,
  mrr,
  f1,
  ndcgLinear,
  ndcgExp,
];

export const listMetrics: readonly ListMetric[] = [
  novelty,
  diversity,
  arp,
  tailShare,
  aclt,
  popularityLift,
  miscalibration,
  serendipity,
  epc,
  efd,
];

export const exposureMetrics: readonly ExposureMetric[] = [
  coverage,
  userCoverage,
  personalisation,
  gini,
  entropy,
  herfindahl,
  popReo,
  popRsp,
];
