import { Button, Progress } from '@mantine/core';
import type { Kind } from '#shared/domain/kind.ts';
import type { Sweep, SweepStatus } from '#shared/domain/sweep.ts';
import { Panel } from '../../components/panel.tsx';
import { TextLink } from '../../components/text-link.tsx';
import { useCall } from '../../core/use-call.ts';
import { useCommand } from '../../core/use-command.ts';
import { notifyFailure } from '../../parts/notify.tsx';
import { formatCount } from '../../text/number.ts';

const words: Record<SweepStatus, string> = {
  RUNNING: 'under way',
  FINISHED: 'finished',
  CANCELLED: 'stopped',
  INTERRUPTED: 'interrupted',
  FAILED: 'failed',
};

/** Sweeps that are shown; older ones are found by their runs. */
const shown = 8;

/** Searches that are under way or ended, each with its best setting so far. */
export function SweepList({ kind }: { kind: Kind }) {
  const sweeps = useCall('sweeps.list', { kind }).data ?? [];
  if (sweeps.length === 0) return null;
  return (
    <Panel title="Searches" flush>
      <ul className="train-sweeps" aria-label="Searches">
        {sweeps.slice(0, shown).map((sweep) => (
          <SweepRow key={sweep.id} sweep={sweep} />
        ))}
      </ul>
    </Panel>
  );
}

function SweepRow({ sweep }: { sweep: Sweep }) {
  const { id, name, status, progress, best, metric, dataset, error } = sweep;
  const done = progress.finished + progress.failed;
  return (
    <li className="train-sweep">
      <div className="train-sweep-head">
        <TextLink to="/runs" search={{ filter: `tags.sweep = "${id}"` }}>
          {name}
        </TextLink>
        <span className="muted small">
          {dataset.name} v{dataset.version}
        </span>
        <span className="train-sweep-state small">
          {words[status]}, {formatCount(done)} of {formatCount(progress.runs)} runs
          {progress.failed > 0 && `, ${formatCount(progress.failed)} without a result`}
        </span>
        <SweepAction sweep={sweep} />
      </div>
      {status === 'RUNNING' && (
        <Progress value={(100 * done) / progress.runs} size={4} aria-label={`Progress of ${name}`} />
      )}
      {best && (
        <p className="small">
          {status === 'FINISHED' ? 'Best' : 'Best so far'}: <code>{configText(best.config)}</code>, {metric}{' '}
          <strong className="num">{best.value.toPrecision(4)}</strong>
          {best.seeds > 1 && ` (mean of ${best.seeds} seeds)`},{' '}
          {best.runs.map((run, at) => (
            <span key={run.id}>
              {at > 0 && ', '}
              <TextLink to="/runs/$run" params={{ run: run.id }}>
                run {run.number}
              </TextLink>
            </span>
          ))}
        </p>
      )}
      {error && status === 'FAILED' && <p className="small bad">{error}</p>}
    </li>
  );
}

function SweepAction({ sweep: { id, name, status } }: { sweep: Sweep }) {
  const cancel = useCommand('sweeps.cancel', ['runs.', 'sweeps.']);
  const resume = useCommand('sweeps.resume', ['runs.', 'sweeps.']);
  if (status === 'FINISHED') return null;
  const isRunning = status === 'RUNNING';
  const act = isRunning ? cancel : resume;
  const onError = (error: Error) => notifyFailure(`${name} was not ${isRunning ? 'stopped' : 'taken up again'}`, error);
  return (
    <Button
      variant="default"
      size="compact-xs"
      loading={act.isPending}
      aria-label={`${isRunning ? 'Stop' : 'Go on with'} ${name}`}
      onClick={() => act.mutate({ sweep: id }, { onError })}
    >
      {isRunning ? 'Stop' : 'Go on'}
    </Button>
  );
}

const configText = (config: Record<string, unknown>): string =>
  Object.entries(config)
    .map(([key, value]) => `${key}=${String(value)}`)
    .join(' ');
