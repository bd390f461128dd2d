import { Progress } from '@mantine/core';
import { Panel } from '../../components/panel.tsx';
import { TextLink } from '../../components/text-link.tsx';
import { useKind } from '../../core/kind.ts';
import { useCall } from '../../core/use-call.ts';
import { progressText, shareOf } from '../../parts/run-progress.ts';
import { StopButton } from '../../parts/stop-button.tsx';

/** Runs that are under way or wait for their turn, in the order in which they are trained. */
const queued = { filter: 'status in ("RUNNING", "QUEUED")', order_by: 'number asc', limit: 20 } as const;

/** What this machine is training, and what comes next. */
export function RunQueue() {
  const answer = useCall('runs.list', { kind: useKind(), ...queued }).data;
  if (!answer || answer.total === 0) return null;
  const { runs, total } = answer;
  return (
    <Panel title="Queue" flush>
      <ul className="train-sweeps" aria-label="Queue of runs">
        {runs.map((run) => (
          <li key={run.id} className="train-sweep">
            <div className="train-sweep-head">
              <TextLink to="/runs/$run" params={{ run: run.id }} className="clip">
                {run.number} {run.name}
              </TextLink>
              <span className="train-sweep-state muted small">{progressText(run)}</span>
              <StopButton run={run} />
            </div>
            <Progress value={100 * shareOf(run)} size={4} aria-label={`Progress of run ${run.number}`} />
          </li>
        ))}
      </ul>
      {total > runs.length && <p className="train-sweep muted small">and {total - runs.length} more</p>}
    </Panel>
  );
}
