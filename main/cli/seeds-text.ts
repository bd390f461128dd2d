import type { EvaluationReport, TieBound } from '#shared/domain/evaluation-report.ts';
import { compareMetrics } from '#shared/domain/metric.ts';
import type { Run } from '#shared/domain/run.ts';
import { meanWithInterval } from '#shared/domain/statistics.ts';
import { headlineMetrics } from './metric-table.ts';
import { number, valueInterval } from './numbers.ts';
import { runsText } from './run-text.ts';
import { paragraphs, table, type Column } from './text.ts';

/**
 * Runs that differ in their seed: a line each, then the mean of each headline metric with its 95 % interval, and the bounds of
 * each run in which equal scores matter.
 */
export function seedsText(runs: readonly Run[], evaluations: readonly (EvaluationReport | null)[]): string {
  const names = headlineMetrics(runs, '').sort(compareMetrics);
  const rows = names.map((name) => ({ name, ...meanWithInterval(runs.flatMap((run) => finite(run.metrics[name]))) }));
  const means = table(
    [
      { title: 'metric', value: (row: (typeof rows)[number]) => row.name },
      { title: 'n', value: (row) => String(row.n), align: 'right' },
      { title: 'mean', value: (row) => number(row.mean), align: 'right' },
      { title: 'sd', value: (row) => number(row.sd), align: 'right' },
      { title: '95 % interval', value: ({ ci }) => valueInterval(ci) },
    ],
    rows,
  );
  return paragraphs(runsText(runs), means, tiesOf(runs, evaluations, names));
}

type Tie = { run: number; name: string } & TieBound;

function tiesOf(
  runs: readonly Run[],
  evaluations: readonly (EvaluationReport | null)[],
  names: readonly string[],
): string {
  const ties = runs.flatMap(({ number: run }, index) =>
    names.flatMap((name): Tie[] => {
      const bound = evaluations[index]?.tie_bounds?.[name];
      return bound ? [{ run, name, ...bound }] : [];
    }),
  );
  return ties.length === 0 ? '' : `Equal scores matter; other orders of them give:\n${table(tieColumns, ties)}`;
}

const tieColumns: Column<Tie>[] = [
  { title: 'run', value: (tie) => String(tie.run), align: 'right' },
  { title: 'metric', value: (tie) => tie.name },
  { title: 'worst order', value: (tie) => number(tie.pessimistic), align: 'right' },
  { title: 'mean of orders', value: (tie) => number(tie.expected), align: 'right' },
  { title: 'best order', value: (tie) => number(tie.optimistic), align: 'right' },
];

const finite = (value: Run['metrics'][string] | undefined): number[] => (typeof value === 'number' ? [value] : []);
