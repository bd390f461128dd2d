import { Progress } from '@mantine/core';
import type { Run } from '#shared/domain/run.ts';
import { TextLink } from '../../components/text-link.tsx';
import { progressText, shareOf } from '../../parts/run-progress.ts';
import { RunStatusLabel } from '../../parts/run-status.tsx';
import { StopButton } from '../../parts/stop-button.tsx';
import { pageWords } from '../../text/page-words.ts';
import { formatShortTime } from '../../text/time.ts';
import { DatasetJob } from './dataset-job.tsx';
import { useActiveJobs } from './use-active-jobs.ts';
import { useRunsOfAllKinds } from './use-runs-of-all-kinds.ts';

const shown = 50;
const finished = {
  filter: 'status in ("FINISHED", "FAILED", "CANCELLED", "INTERRUPTED")',
  order_by: 'created_at desc',
  limit: 10,
} as const;

/** What is under way with its progress and a way to stop it, and what ended lately. */
export function JobsPart() {
  const { runs, datasets } = useActiveJobs();
  const ended = useRunsOfAllKinds(finished)
    .toSorted((a, b) => b.created_at - a.created_at)
    .slice(0, finished.limit);
  if (runs.length + datasets.length + ended.length === 0) {
    return (
      <p className="drawer-empty">
        Nothing is running. Runs and datasets that are being made show their progress here.
      </p>
    );
  }
  return (
    <ul aria-label="Jobs">
      {datasets.map((job) => (
        <DatasetJob key={job.name} job={job} />
      ))}
      {runs.slice(0, shown).map((run) => (
        <RunJob key={run.id} run={run} />
      ))}
      {runs.length > shown && <li className="drawer-empty">and {runs.length - shown} more that wait</li>}
      {ended.map((run) => (
        <EndedRun key={run.id} run={run} />
      ))}
    </ul>
  );
}

function RunJob({ run }: { run: Run }) {
  return (
    <li className="job">
      <RunLink run={run} />
      <Progress value={100 * shareOf(run)} size={6} aria-label={`Progress of run ${run.number}`} />
      <span className="muted small num job-end">{progressText(run)}</span>
      <StopButton run={run} />
    </li>
  );
}

function EndedRun({ run }: { run: Run }) {
  const text = pageWords(run.error ?? `${run.algorithm} on ${run.dataset.name} v${run.dataset.version}`);
  return (
    <li className="job">
      <RunLink run={run} />
      <span className="clip muted small" title={text}>
        {text}
      </span>
      <span className="job-end">
        <RunStatusLabel status={run.status} />{' '}
        <span className="num muted small">{formatShortTime(run.created_at)}</span>
      </span>
    </li>
  );
}

const RunLink = ({ run }: { run: Run }) => (
  <TextLink to="/runs/$run" params={{ run: run.id }} className="clip">
    {run.number} {run.name}
  </TextLink>
);
