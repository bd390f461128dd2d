import type { ManyComparison, MetricDelta } from '#shared/domain/comparison.ts';
import { compareMetrics } from '#shared/domain/metric.ts';
import type { Run } from '#shared/domain/run.ts';
import { correctedText } from './comparison-text.ts';
import { deltaText, headlineMetrics, metricText } from './metric-table.ts';
import { interval, probability } from './numbers.ts';
import { paragraphs, table, type Column } from './text.ts';

/**
 * Several runs: the metrics of each, then every pair.
 * @param asked  the metrics that are shown; the headline ones unless said
 */
export function manyText(many: ManyComparison, asked?: readonly string[]): string {
  const { runs, comparable, reasons, pairs, tests } = many;
  const shown = (asked ?? headlineMetrics(runs, '')).toSorted(compareMetrics);
  const numbers = new Map(runs.map(({ id, number }) => [id, number]));
  const rows = pairs.flatMap(({ a, b, metrics }) =>
    metrics
      .filter(({ name }) => shown.includes(name))
      .map((metric) => ({ ...metric, pair: `${numbers.get(a)} → ${numbers.get(b)}` })),
  );
  return paragraphs(
    runs.map((run) => `run ${run.number}  ${run.name}`).join('\n'),
    comparable ? '' : `Not all are comparable: ${reasons.join(' ')}`,
    table(valueColumns(runs), shown),
    table(pairColumns, rows),
    correctedText(tests),
  );
}

const valueColumns = (runs: readonly Run[]): Column<string>[] => [
  { title: 'metric', value: (name) => name },
  ...runs.map((run): Column<string> => {
    return { title: `run ${run.number}`, value: (name) => metricText(name, run.metrics[name] ?? null), align: 'right' };
  }),
];

const pairColumns: Column<MetricDelta & { pair: string }>[] = [
  { title: 'pair', value: (row) => row.pair },
  { title: 'metric', value: (row) => row.name },
  { title: 'difference', value: ({ name, delta }) => deltaText(name, delta), align: 'right' },
  { title: '95 % interval', value: (row) => interval(row.ci), align: 'right' },
  { title: 'p', value: (row) => probability(row.p_value), align: 'right' },
  { title: 'p corrected', value: (row) => probability(row.p_corrected), align: 'right' },
];
