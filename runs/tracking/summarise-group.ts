import type { ParamValue, Run, RunStatus } from '#shared/domain/run.ts';
import type { RunGroup } from '#shared/domain/run-group.ts';
import { meanWithInterval } from '#shared/domain/statistics.ts';
import type { Grouping } from './group-by.ts';
import { isSeedParam } from './group-key.ts';

/** @param runs  oldest first; the newest one gives the name */
export function summariseGroup(key: string, runs: readonly Run[], grouping: Grouping): RunGroup {
  const newest = runs.at(-1)!;
  return {
    key,
    label: grouping.label(newest),
    filter: grouping.filter(newest, key),
    runs: runs.map(({ id }) => id),
    statuses: statusesOf(runs),
    measured: measuredOf(runs),
    algorithm: newest.algorithm,
    name: newest.name,
    ...paramsOf(runs),
    metrics: Object.fromEntries(namesIn(runs, 'metrics').map((name) => [name, summaryOf(runs, name)])),
  };
}

const namesIn = (runs: readonly Run[], of: 'params' | 'metrics'): string[] => [
  ...new Set(runs.flatMap((run) => Object.keys(run[of]))),
];

function statusesOf(runs: readonly Run[]): RunGroup['statuses'] {
  const counts: Partial<Record<RunStatus, number>> = {};
  for (const { status } of runs) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}

function measuredOf(runs: readonly Run[]): RunGroup['measured'] {
  const [first, ...others] = runs.map(({ dataset, split: { fingerprint, candidates } }) => ({
    data: dataset.fingerprint,
    split: fingerprint,
    candidates,
  }));
  const isAlike = others.every(
    ({ data, split, candidates }) => data === first?.data && split === first.split && candidates === first.candidates,
  );
  return first && isAlike ? first : null;
}

/** Params in which all agree, and those in which they differ; a param that some lack is one of the latter. */
function paramsOf(runs: readonly Run[]): Pick<RunGroup, 'params' | 'varied'> {
  const params: [string, ParamValue][] = [];
  const varied: [string, RunGroup['varied'][string]][] = [];
  for (const name of namesIn(runs, 'params').filter((param) => !isSeedParam(param))) {
    const values = new Set(runs.map((run) => run.params[name]));
    const [first] = values;
    if (values.size === 1 && first !== undefined) params.push([name, first]);
    else varied.push([name, { values: values.size, range: rangeOf(values) }]);
  }
  return { params: Object.fromEntries(params), varied: Object.fromEntries(varied) };
}

function rangeOf(values: ReadonlySet<ParamValue | undefined>): [number, number] | null {
  const numbers = [...values].filter((value) => typeof value === 'number');
  return numbers.length === values.size ? [Math.min(...numbers), Math.max(...numbers)] : null;
}

/** Over the runs whose metric is a number; `n` says how many. */
function summaryOf(runs: readonly Run[], metric: string): RunGroup['metrics'][string] {
  const values = runs.flatMap(({ metrics }) => metrics[metric] ?? []);
  const { n, mean, sd, ci } = meanWithInterval(values.map(Number));
  return { n, mean: Number.isFinite(mean) ? mean : 'NaN', sd, ci };
}
