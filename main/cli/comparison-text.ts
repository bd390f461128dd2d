import type { Comparison, MetricDelta } from '#shared/domain/comparison.ts';
import type { ParamValue } from '#shared/domain/run.ts';
import { deltaText, metricText } from './metric-table.ts';
import { interval, number, probability } from './numbers.ts';
import { comparedSlicesText } from './slices-text.ts';
import { paragraphs, table, type Column } from './text.ts';

/**
 * Two runs side by side: the params that differ, then the metrics.
 * @param wanted  which metrics; all of them unless said
 */
export function comparisonText(comparison: Comparison, wanted: (metric: string) => boolean = () => true): string {
  const { a, b, comparable, reasons, params, metrics, summary, tests, slices } = comparison;
  const differing = params.filter((param) => param.differs);
  const shown = metrics.filter((metric) => wanted(metric.name) && (metric.a !== null || metric.b !== null));
  return paragraphs(
    `A  run ${a.number}  ${a.name}\nB  run ${b.number}  ${b.name}`,
    comparable ? '' : `Not comparable: ${reasons.join(' ')}`,
    differing.length === 0 ? 'Their params are the same.' : table(paramColumns, differing),
    shown.length === 0 ? '' : table(metricColumns, shown),
    correctedText(tests),
    comparedSlicesText(slices),
    summary,
  );
}

/** What p and its correction are. @param tests  how many p-values there are */
export const correctedText = (tests: number): string =>
  tests === 0
    ? ''
    : `p: Wilcoxon's signed-rank test over users; corrected for ${tests} ${tests === 1 ? 'test' : 'tests'} by Holm (--metric limits them).`;

const paramColumns: Column<Comparison['params'][number]>[] = [
  { title: 'param', value: (param) => param.key },
  { title: 'A', value: (param) => paramText(param.a) },
  { title: 'B', value: (param) => paramText(param.b) },
];

const metricColumns: Column<MetricDelta>[] = [
  { title: 'metric', value: (metric) => metric.name },
  { title: 'A', value: ({ name, a }) => metricText(name, a), align: 'right' },
  { title: 'B', value: ({ name, b }) => metricText(name, b), align: 'right' },
  { title: 'B − A', value: ({ name, delta }) => deltaText(name, delta), align: 'right' },
  { title: '95 % interval', value: (metric) => interval(metric.ci), align: 'right' },
  { title: 'better', value: (metric) => number(metric.better), align: 'right' },
  { title: 'same', value: (metric) => number(metric.same), align: 'right' },
  { title: 'worse', value: (metric) => number(metric.worse), align: 'right' },
  { title: 'p', value: (metric) => probability(metric.p_value), align: 'right' },
  { title: 'p corrected', value: (metric) => probability(metric.p_corrected), align: 'right' },
];

const paramText = (value: ParamValue | null): string => (value === null ? '–' : String(value));
