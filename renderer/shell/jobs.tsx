import { Popover, Progress, UnstyledButton } from '@mantine/core';
import { useCall } from '../core/use-call.ts';
import { TextLink } from '../components/text-link.tsx';
import { StopButton } from '../parts/stop-button.tsx';
import { progressText, shareOf } from '../parts/run-progress.ts';
import { plural } from '../text/plural.ts';
import type { Run } from '#shared/domain/run.ts';

/** Runs that are under way or waiting, in every view that shows them. */
export const activeRuns = { filter: 'status in ("RUNNING", "QUEUED")', order_by: 'number asc', limit: 100 } as const;

/** How many runs are under way, with their progress and a way to stop them. */
export function Jobs() {
  const runs = useCall('runs.list', activeRuns).data?.runs ?? [];
  const running = runs.filter((run) => run.status === 'RUNNING').length;
  const waiting = runs.length - running;
  if (runs.length === 0) return <output>Nothing is running</output>;
  return (
    <Popover position="top-start" withArrow shadow="md" trapFocus>
      <Popover.Target>
        <UnstyledButton className="status-button">
          <span className="status-dot" data-on aria-hidden />
          <output>
            {plural(running, 'run')} under way{waiting > 0 && `, ${waiting} waiting`}
          </output>
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown aria-label="Runs under way">
        <ul className="jobs">
          {runs.slice(0, 8).map((run) => (
            <Job key={run.id} run={run} />
          ))}
        </ul>
        {runs.length > 8 && <p className="muted small">and {runs.length - 8} more</p>}
      </Popover.Dropdown>
    </Popover>
  );
}

function Job({ run }: { run: Run }) {
  return (
    <li>
      <div className="job-line">
        <TextLink to="/runs/$run" params={{ run: run.id }} className="job-name clip">
          {run.number} {run.name}
        </TextLink>
        <span className="muted small">{progressText(run)}</span>
        <StopButton run={run} />
      </div>
      <Progress value={100 * shareOf(run)} size={4} aria-label={`Progress of run ${run.number}`} />
    </li>
  );
}
