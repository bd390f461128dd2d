import { KindredError } from '#shared/api/errors.ts';
import { didYouMean } from '#shared/domain/did-you-mean.ts';
import type { GroupDelta, MetricDelta } from '#shared/domain/comparison.ts';
import { directionOf } from '#shared/domain/metric.ts';
import type { Evidence, Gate } from '#shared/domain/model-version.ts';

export type GateInput = {
  /** Null where nothing is live yet: then there is nothing to compare with. */
  evidence: Evidence | null;
  /** How much worse a group may be, as a share of its value under the live version. */
  groupLimit: number;
  metric: string;
  smoke: { ok: boolean; detail: string };
};

/** The conditions under which a version may go live, each with what was found. */
export function gatesOf(input: GateInput): Gate[] {
  return [dataGate(input), metricGate(input), groupGate(input), smokeGate(input)];
}

/**
 * The metric that decides: the one asked for, else nDCG at 10 or at its longest list.
 * @throws KindredError invalid_input where the version has no such metric, or none of its ends is better
 */
export function decidingMetric(names: readonly string[], wanted?: string): string {
  const usual = names.includes('ndcg@10') ? 'ndcg@10' : names.findLast((name) => name.startsWith('ndcg@'));
  const metric = wanted ?? usual;
  if (metric === undefined) {
    throw new KindredError(
      'invalid_input',
      `This version has no nDCG. Name the metric that decides: ${names.join(', ')}.`,
    );
  }
  if (!names.includes(metric)) {
    throw new KindredError('invalid_input', `This version has no metric "${metric}".${didYouMean(metric, names)}`);
  }
  if (directionOf(metric) === 'none') {
    throw new KindredError(
      'invalid_input',
      `"${metric}" has no better end, so it cannot decide. Use one such as ndcg@10.`,
    );
  }
  return metric;
}

const nothingLive = 'Nothing is live yet, so there is nothing to compare with.';

export function dataGate(
  { evidence }: GateInput,
  same = 'The data, the split, the candidates and K are those of the live version.',
): Gate {
  const ok = evidence?.comparable ?? true;
  const detail = evidence === null ? nothingLive : ok ? same : evidence.reasons.join(' ');
  return { name: 'same_data', title: 'same data as live', ok, detail };
}

/** @param units  what a comparison pairs */
export function metricGate({ evidence, metric }: GateInput, units: 'users' | 'queries' = 'users'): Gate {
  const title = `${metric} better than live`;
  if (evidence === null) return { name: 'metric', title, ok: true, detail: nothingLive };
  const found = evidence.metrics.find(({ name }) => name === metric);
  const { ci = null, delta = null } = found ?? {};
  if (!found || ci === null || delta === null) {
    const detail = evidence.comparable
      ? `There are no values of ${metric} for single ${units} to tell an effect from chance.`
      : 'It cannot be compared.';
    return { name: 'metric', title, ok: false, detail };
  }
  return { name: 'metric', title, ok: isBetter(ci, metric), detail: metricDetail(found, delta, ci, units) };
}

/** The whole interval lies on the better side of 0. */
const isBetter = ([low, high]: [number, number], metric: string): boolean =>
  directionOf(metric) === 'max' ? low > 0 : high < 0;

function metricDetail(
  { better, same, worse }: MetricDelta,
  delta: number,
  ci: [number, number],
  units: string,
): string {
  const counts = better === null ? '' : `; better ${better}, same ${same}, worse ${worse} ${units}`;
  return `${signed(delta)} [${signed(ci[0])}, ${signed(ci[1])}]${counts}.`;
}

function groupGate({ evidence, groupLimit, metric }: GateInput): Gate {
  const title = `no group worse than ${percent(groupLimit)}`;
  if (evidence === null) return { name: 'groups', title, ok: true, detail: nothingLive };
  const losses = evidence.groups
    .map((group) => ({ group, loss: lossOf(group, metric) }))
    .sort((x, y) => y.loss - x.loss || (x.group.group < y.group.group ? -1 : 1));
  const [worst] = losses;
  if (!worst) return { name: 'groups', title, ok: false, detail: 'No group can be compared.' };
  const ok = losses.every(({ loss }) => loss <= groupLimit);
  return { name: 'groups', title, ok, detail: groupDetail(worst.group, worst.loss, evidence.grouping) };
}

/** How much worse a group fares, as a share of its value under the live version; 0 where it fares as well or better. */
function lossOf({ delta, relative }: GroupDelta, metric: string): number {
  if (delta === null || delta === 0) return 0;
  const worse = directionOf(metric) === 'max' ? delta < 0 : delta > 0;
  // From 0, worse is possible only where less is better, and then it is worse without bound.
  return worse ? (relative === null ? Infinity : Math.abs(relative)) : 0;
}

function groupDetail({ group, users, delta, ci }: GroupDelta, loss: number, grouping: string): string {
  if (loss === 0) return `No group fares worse (${grouping}).`;
  const bySign = ci !== null && (ci[0] > 0 || ci[1] < 0);
  const evidence = ci === null ? '' : `, ${bySign ? 'significant' : 'not significant'}`;
  return `Worst: ${group}, ${signed(delta ?? 0)} (${percent(loss)} worse${evidence}, ${users} users; ${grouping}).`;
}

export const smokeGate = ({ smoke }: GateInput): Gate => ({
  name: 'smoke_call',
  title: 'smoke call passes',
  ok: smoke.ok,
  detail: smoke.detail,
});

const percent = (share: number): string =>
  Number.isFinite(share) ? `${Number((share * 100).toPrecision(2))} %` : 'infinitely';

/** Three decimals, more where it would read as zero. */
function signed(value: number): string {
  const digits = [3, 4, 5, 6].find((count) => value === 0 || Number(value.toFixed(count)) !== 0) ?? 6;
  return `${value > 0 ? '+' : value < 0 ? '−' : ''}${Math.abs(value).toFixed(digits)}`;
}
