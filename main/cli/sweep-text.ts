import { formatBytes } from '#shared/domain/format-bytes.ts';
import { formatDuration } from '#shared/domain/format-duration.ts';
import type { Sweep, SweepPlan, SweepRung } from '#shared/domain/sweep.ts';
import { number } from './numbers.ts';
import { paragraphs, table, type Column } from './text.ts';

/** `n_neighbors=50 shrinkage=10` */
export const configText = (config: Record<string, unknown>): string =>
  Object.entries(config)
    .map(([key, value]) => `${key}=${String(value)}`)
    .join(' ');

const rungText = ({ share, trials }: SweepRung): string =>
  share === 1 ? `${trials} on all of the training data` : `${trials} on ${number(100 * share)} %`;

/** What a sweep would do, and cost. */
export function planText({
  trials,
  runs,
  rungs,
  metric,
  seconds,
  bytes,
  limit_bytes,
  measured_runs,
}: SweepPlan): string {
  const halving = rungs.length > 1 ? ` (${rungs.map(rungText).join(', then ')})` : '';
  const from = measured_runs > 0 ? `, as ${measured_runs} runs of it took on this machine` : '';
  return [
    `${trials} trials${halving}, ${runs} runs, decided by ${metric}.`,
    `${seconds < 1 ? 'Under a second' : `About ${formatDuration(seconds * 1000)}`}${from}; ${formatBytes(bytes)} of memory at a time, of ${formatBytes(limit_bytes)}.`,
  ].join('\n');
}

/** A sweep that ended: what is best, and where its runs are. */
export function sweepText({ id, name, status, best, metric, progress }: Sweep): string {
  const { finished, failed, runs } = progress;
  const head = `Sweep "${name}" is ${status}: ${finished} of ${runs} runs finished${failed > 0 ? `, ${failed} failed` : ''}.`;
  const found = best
    ? `Best: ${configText(best.config)}, ${metric} ${number(best.value)}${best.seeds > 1 ? ` (mean of ${best.seeds} seeds)` : ''}, run ${best.runs.map((run) => run.number).join(', ')}.`
    : 'No run has a value that could be compared.';
  return paragraphs(
    head,
    found,
    `All runs: kindred runs list --filter 'tags.sweep = "${id}"' --order-by '${metric} desc'`,
  );
}

const columns: Column<Sweep>[] = [
  { title: 'sweep', value: ({ id }) => id },
  { title: 'name', value: ({ name }) => name },
  { title: 'dataset', value: ({ dataset }) => `${dataset.name}@${dataset.version}` },
  { title: 'status', value: ({ status }) => status },
  { title: 'runs', value: ({ progress }) => `${progress.finished}/${progress.runs}`, align: 'right' },
  { title: 'best', value: ({ best }) => (best ? configText(best.config) : '') },
  { title: 'metric', value: ({ metric }) => metric },
  { title: 'value', value: ({ best }) => (best ? number(best.value) : ''), align: 'right' },
];

export const sweepsText = (sweeps: readonly Sweep[]): string =>
  sweeps.length === 0 ? 'There is no sweep yet.' : table(columns, sweeps);
