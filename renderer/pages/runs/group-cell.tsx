import type { RunStatus } from '#shared/domain/run.ts';
import type { RunGroup } from '#shared/domain/run-group.ts';
import { paramText } from '../../parts/param-text.ts';
import { formatMetric, formatSpread } from '../../text/number.ts';
import { DeltaCell } from './delta-cell.tsx';
import type { RunsRow } from './runs-row.ts';
import type { Spread } from './runs-search.ts';
import { spreadNames, spreadOf } from './spread-of.ts';

type GroupRow = Extract<RunsRow, { kind: 'group' }>;

/** What a group of runs has to say under a column: a mean with its spread, the value that all have, or how far they differ. */
export function GroupCell({ row, field, spread }: { row: GroupRow; field: string; spread: Spread }) {
  const { group } = row;
  if (field.startsWith('metrics.'))
    return <MeanCell group={group} metric={field.slice('metrics.'.length)} spread={spread} />;
  if (field.startsWith('params.')) return <ParamsCell group={group} param={field.slice('params.'.length)} />;
  if (field.startsWith('delta.')) return <DeltaCell row={row} metric={field.slice('delta.'.length)} spread={spread} />;
  if (field === 'status') return <span className="muted">{statusText(group.statuses)}</span>;
  if (field === 'algorithm') return group.algorithm;
  return null;
}

function MeanCell({ group, metric, spread }: { group: RunGroup; metric: string; spread: Spread }) {
  const summary = group.metrics[metric];
  if (!summary) return '–';
  const half = spreadOf(summary, spread);
  const missing = group.runs.length - summary.n;
  const title = [
    `mean ${String(summary.mean)} of n = ${summary.n}`,
    ...(half === null ? [] : [`${spreadNames[spread]} ± ${half}`]),
    ...(missing > 0 ? [`${missing} have no number`] : []),
  ].join(', ');
  return (
    <span title={title}>
      {formatMetric(metric, summary.mean)}
      {half !== null && <span className="muted"> ±{formatSpread(metric, half, Number(summary.mean))}</span>}
      {missing > 0 && <span className="warn"> n={summary.n}</span>}
    </span>
  );
}

function ParamsCell({ group, param }: { group: RunGroup; param: string }) {
  const varied = group.varied[param];
  if (!varied) return paramText(group.params[param]);
  const [least, most] = varied.range ?? [];
  const text =
    least === undefined || most === undefined ? `${varied.values} values` : `${paramText(least)}–${paramText(most)}`;
  return <span className="muted">{text}</span>;
}

const short: Record<RunStatus, string> = {
  FINISHED: '✓',
  RUNNING: 'running',
  QUEUED: 'waiting',
  FAILED: '✕',
  CANCELLED: 'stopped',
  INTERRUPTED: 'interrupted',
};

/** `11 ✓ 1 ✕`. */
const statusText = (statuses: RunGroup['statuses']): string =>
  Object.entries(short)
    .flatMap(([status, word]) => {
      const count = statuses[status as RunStatus];
      return count ? [`${count} ${word}`] : [];
    })
    .join(' ');
