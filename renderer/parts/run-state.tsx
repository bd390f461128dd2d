import { Progress, Tooltip } from '@mantine/core';
import type { Run } from '#shared/domain/run.ts';
import { pageWords } from '../text/page-words.ts';
import { progressText, shareOf } from './run-progress.ts';
import { RunStatusLabel } from './run-status.tsx';
import { StopButton } from './stop-button.tsx';
import './run-state.css';

/** The status; while a run is under way its progress and a way to stop it; for a failure its reason. */
export function RunState({ run }: { run: Run }) {
  if (run.status === 'RUNNING') {
    return (
      <span className="run-state">
        <Tooltip label={progressText(run)}>
          <span className="run-state-progress">
            <Progress className="run-state-bar" value={100 * shareOf(run)} size={6} aria-label={`Run ${run.number}`} />
            <span className="num small">{Math.floor(100 * shareOf(run))} %</span>
          </span>
        </Tooltip>
        <StopButton run={run} />
      </span>
    );
  }
  return (
    <span className="run-state">
      <span title={run.error === null ? undefined : pageWords(run.error)}>
        <RunStatusLabel status={run.status} />
      </span>
      {run.status === 'QUEUED' && <StopButton run={run} />}
    </span>
  );
}
