import type { RunGroup } from '#shared/domain/run-group.ts';
import { headlineMetrics } from './metric-table.ts';
import { number, valueInterval } from './numbers.ts';
import { table, type Column } from './text.ts';

/** A line for each group of runs that differ only in their seed. @param asked  the filter and the order: metrics named there get a column */
export function groupsText(groups: readonly RunGroup[], asked: string): string {
  const means = groups.map(({ metrics }) => ({
    metrics: Object.fromEntries(Object.entries(metrics).map(([name, { mean }]) => [name, mean])),
  }));
  const metrics = headlineMetrics(means, asked).flatMap((name): Column<RunGroup>[] => [
    { title: name, value: (group) => number(group.metrics[name]?.mean), align: 'right' },
    { title: '95 % interval', value: (group) => valueInterval(group.metrics[name]?.ci ?? null), align: 'right' },
  ]);
  return table([...groupColumns, ...metrics], groups);
}

const groupColumns: Column<RunGroup>[] = [
  { title: 'runs', value: (group) => String(group.runs.length), align: 'right' },
  { title: 'name', value: (group) => group.name },
  { title: 'algorithm', value: (group) => group.algorithm },
];
