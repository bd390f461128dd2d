import type { Comparison, MetricDelta, SliceComparison } from '#shared/domain/comparison.ts';
import { compareMetrics, directionOf } from '#shared/domain/metric.ts';
import type { ParamValue, Run } from '#shared/domain/run.ts';
import { reasonsAgainst } from './comparability.ts';
import { leadingMetric, summarise, worstGroup } from './comparison-summary.ts';
import { holm } from './holm.ts';
import { bootstrapAll, countBetter, differences, fixedBootstrap } from './significance.ts';
import { compareSlices, type Slicing } from './slices.ts';
import { roundingOf, signedRankTest } from './wilcoxon.ts';

/** The values of all users of a run for one metric; null where none are kept. */
export type PerUserOf = (run: 'a' | 'b', metric: string) => Float32Array | null;

export type CompareOptions = {
  /** Which metrics; all unless said. The p-values of those are corrected together. */
  wanted?: (metric: string) => boolean;
  /** Ways to part the users, and the metric that is compared for each part; the leading one unless said. */
  slicings?: readonly Slicing[];
  sliced?: string | null;
};

type Pair = { name: string; a: Float32Array; b: Float32Array };

/** Two runs side by side: why they may not be compared, params, and metrics with paired intervals and p-values where they may. */
export function compareRuns(a: Run, b: Run, perUser: PerUserOf, options: CompareOptions = {}): Comparison {
  const { wanted = () => true, slicings = [], sliced } = options;
  const compared = comparePair(a, b, perUser, wanted);
  const { corrected, tests } = correctTogether([compared.metrics]);
  const metrics = corrected[0]!;
  const metric = sliced ?? leadingMetric(metrics)?.name;
  const slices = compared.comparable && metric ? compareEach(metric, metrics, perUser, slicings) : [];
  const summary = [summarise(a, b, compared.reasons, metrics), worstGroup(slices, metrics)].filter(Boolean).join(' ');
  return { ...compared, metrics, tests, slices, summary };
}

function compareEach(
  metric: string,
  metrics: readonly MetricDelta[],
  perUser: PerUserOf,
  slicings: readonly Slicing[],
): SliceComparison[] {
  const [a, b] = [perUser('a', metric), perUser('b', metric)];
  if (!a || !b || a.length !== b.length) return [];
  const delta = metrics.find(({ name }) => name === metric)?.delta ?? null;
  return slicings.map((slicing) => compareSlices(metric, delta, a, b, slicing));
}

/** As `compareRuns`, with p-values that are not corrected yet, and therefore without a sentence. */
export function comparePair(
  a: Run,
  b: Run,
  perUser: PerUserOf,
  wanted: (metric: string) => boolean,
): Omit<Comparison, 'tests' | 'slices' | 'summary'> {
  const reasons = reasonsAgainst(a, b);
  const comparable = reasons.length === 0;
  const names = [...new Set([...Object.keys(a.metrics), ...Object.keys(b.metrics)])]
    .filter(wanted)
    .sort(compareMetrics);
  const paired = comparable ? compareUsers(names, perUser) : new Map<string, UserDelta>();
  const metrics = names.map((name) => ({ ...deltaOf(name, a, b, comparable), ...(paired.get(name) ?? noUsers) }));
  return {
    a,
    b,
    comparable,
    reasons,
    params: compareParams(a, b),
    metrics,
  };
}

/** The same metrics with their p-values corrected for the number of all of them, and that number. */
export function correctTogether(compared: readonly (readonly MetricDelta[])[]): {
  corrected: MetricDelta[][];
  tests: number;
} {
  const values = holm(compared.flat().flatMap(({ p_value }) => p_value ?? []));
  const next = values.values();
  const corrected = compared.map((metrics) =>
    metrics.map((metric) => ({ ...metric, p_corrected: metric.p_value === null ? null : (next.next().value ?? null) })),
  );
  return { corrected, tests: values.length };
}

type UserDelta = Omit<MetricDelta, 'name' | 'a' | 'b' | 'delta'>;

const noUsers: UserDelta = { ci: null, better: null, same: null, worse: null, p_value: null, p_corrected: null };

function compareUsers(names: readonly string[], perUser: PerUserOf): Map<string, UserDelta> {
  const pairs = names.flatMap((name): Pair[] => {
    const [a, b] = [perUser('a', name), perUser('b', name)];
    return a && b && sameUsers(a, b) ? [{ name, a, b }] : [];
  });
  const columns = pairs.map(({ a, b }) => differences(a, b));
  const intervals = bootstrapAll(columns, fixedBootstrap);
  return new Map(
    pairs.map(({ name, a, b }, i) => {
      const { ci, n } = intervals[i]!;
      if (n === 0) return [name, noUsers];
      const counts = countBetter(a, b, directionOf(name));
      return [name, { ...noUsers, ci, ...counts, p_value: signedRankTest(columns[i]!, roundingOf(a, b)).p }];
    }),
  );
}

/** Whether the same users have a value in both; the mean of paired differences is the difference of the means only then. */
function sameUsers(a: Float32Array, b: Float32Array): boolean {
  return a.length === b.length && a.every((value, user) => Number.isNaN(value) === Number.isNaN(b[user]));
}

function deltaOf(
  name: string,
  runA: Run,
  runB: Run,
  comparable: boolean,
): Pick<MetricDelta, 'name' | 'a' | 'b' | 'delta'> {
  const a = runA.metrics[name] ?? null;
  const b = runB.metrics[name] ?? null;
  const delta = comparable && typeof a === 'number' && typeof b === 'number' ? b - a : null;
  return { name, a, b, delta };
}

/** Every param of either run, those of A first; the algorithm and the seed are always among them. */
function compareParams(a: Run, b: Run): Comparison['params'] {
  const all = (run: Run): Record<string, ParamValue> => ({
    algorithm: run.algorithm,
    ...run.params,
    seed: run.seed,
  });
  const [ofA, ofB] = [all(a), all(b)];
  return [...new Set([...Object.keys(ofA), ...Object.keys(ofB)])].map((key) => {
    const [inA, inB] = [ofA[key] ?? null, ofB[key] ?? null];
    return { key, a: inA, b: inB, differs: inA !== inB };
  });
}
