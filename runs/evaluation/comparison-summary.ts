import type { GroupDelta, MetricDelta, SliceComparison } from '#shared/domain/comparison.ts';
import { directionOf, metricDefinition } from '#shared/domain/metric.ts';
import type { Run } from '#shared/domain/run.ts';

/** One sentence a person can quote: which run is better by the leading metric, or that nothing says so. */
export function summarise(a: Run, b: Run, reasons: readonly string[], metrics: readonly MetricDelta[]): string {
  const [first] = reasons;
  const [runA, runB] = namesOf(a, b);
  if (first) return `${runA} and ${runB} cannot be compared. ${first}`;
  const silent = [a, b].find((run) => Object.keys(run.metrics).length === 0);
  if (silent) {
    return `Nothing to compare: ${silent === a ? runA : runB} is ${silent.status} and has no metrics.`;
  }
  const leading = leadingMetric(metrics);
  return leading ? judge(a, b, leading) : 'Nothing to compare: the runs have no metric in common.';
}

type Judged = MetricDelta & { a: number; b: number; delta: number };

/** nDCG at 10, else at its longest list, else the mean absolute error of times, else the first metric of the catalogue that has a better end and both values. */
export function leadingMetric(metrics: readonly MetricDelta[]): Judged | undefined {
  const judged = metrics.filter(
    (metric): metric is Judged => metric.delta !== null && directionOf(metric.name) !== 'none',
  );
  return (
    judged.find(({ name }) => name === 'ndcg@10') ??
    judged.findLast(({ name }) => name.startsWith('ndcg@')) ??
    judged.find(({ name }) => name === 'mae_ms') ??
    judged[0]
  );
}

function judge(a: Run, b: Run, metric: Judged): string {
  const { delta, ci, better, same, worse, p_corrected: p } = metric;
  const [runA, runB] = namesOf(a, b);
  if (better === 0 && worse === 0) {
    const value = `${titleOf(metric.name)} (${formatted(metric.a, 3)})`;
    return `No evidence of a difference: ${runA} and ${runB} have the same ${value} for each of ${same} ${unitsOf(a)}.`;
  }
  const users = better === null ? '' : `; better ${better}, same ${same}, worse ${worse} ${unitsOf(a)}`;
  const numbers = `${changeOf(metric)}${users}.`;
  if (!ci)
    return `${runA} and ${runB}, without per-${a.kind === 'query_performance' ? 'query' : 'user'} values to tell chance from effect: ${numbers}`;
  if (!excludesZero(ci)) return `No evidence of a difference between ${runA} and ${runB}: ${numbers}`;
  const bWins = delta > 0 === (directionOf(metric.name) === 'max');
  const [winner, loser] = bWins ? [runB, runA] : [runA, runB];
  // As in the table of metrics: what only the interval says is uncertain.
  if (p !== null && p >= 0.05) {
    return `Uncertain: ${winner} is ahead of ${loser} by the interval, not by the p-value corrected for all metrics (${p.toFixed(3)}): ${numbers}`;
  }
  return `${winner} beats ${loser}: ${numbers}`;
}

/** `nDCG@10 0.312 → 0.333 (+0.021 [0.012, 0.030])`, A first. */
function changeOf({ name, a, b, delta, ci }: Judged): string {
  // An interval that excludes zero must not read as if it touched it.
  const digits = digitsFor([delta, ...(ci && excludesZero(ci) ? ci : [])]);
  const number = (value: number) => formatted(value, digits);
  const interval = ci ? ` [${number(ci[0])}, ${number(ci[1])}]` : '';
  return `${titleOf(name)} ${number(a)} → ${number(b)} (${delta > 0 ? '+' : ''}${number(delta)}${interval})`;
}

/**
 * The group that gains least or loses most, for the end of a summary: `Worst group: casual −0.008 (n=120, n.s.).`
 * @returns '' where there are no groups, or where they were sliced by another metric than the sentence is about
 */
export function worstGroup(slices: readonly SliceComparison[], metrics: readonly MetricDelta[]): string {
  const leading = leadingMetric(metrics);
  const byGroup = slices.find(({ by, metric }) => by === 'group' && metric === leading?.name)?.slices ?? [];
  const changed = byGroup.filter((slice): slice is GroupDelta & { delta: number } => slice.delta !== null);
  // With one group there is no worse one; where nobody's value changes, none is the worst.
  if (!leading || changed.length < 2 || changed.every(({ delta }) => delta === 0)) return '';
  const sign = directionOf(leading.name) === 'min' ? -1 : 1;
  const { group, users, delta, ci } = changed.reduce((worst, next) =>
    sign * next.delta < sign * worst.delta ? next : worst,
  );
  const number = `${delta > 0 ? '+' : ''}${formatted(delta, digitsFor([delta]))}`;
  return `Worst group: ${group} ${number} (n=${users}${ci && excludesZero(ci) ? '' : ', n.s.'}).`;
}

const excludesZero = ([low, high]: [number, number]) => low > 0 || high < 0;

/** Three decimals, more where a value would read as zero. */
function digitsFor(values: readonly number[]): number {
  let digits = 3;
  while (digits < 6 && values.some((value) => value !== 0 && Number(value.toFixed(digits)) === 0)) digits += 1;
  return digits;
}

function formatted(value: number, digits: number): string {
  const size = Math.abs(value).toFixed(digits);
  return value < 0 && Number(size) > 0 ? `−${size}` : size;
}

/** What is paired. */
const unitsOf = ({ kind }: Run) => (kind === 'query_performance' ? 'queries' : 'users');

/** By their algorithms; two of one algorithm by their own names. */
const namesOf = (a: Run, b: Run): [a: string, b: string] =>
  a.algorithm === b.algorithm ? [`A (${a.name})`, `B (${b.name})`] : [`A (${a.algorithm})`, `B (${b.algorithm})`];

function titleOf(metric: string): string {
  const [name, k] = metric.split('@');
  const title = metricDefinition(metric)?.title ?? name!;
  return k === undefined ? title : `${title}@${k}`;
}
