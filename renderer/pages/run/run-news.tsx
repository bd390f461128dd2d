import { Progress } from '@mantine/core';
import { never } from '#shared/api/errors.ts';
import type { Run } from '#shared/domain/run.ts';
import { progressText, shareOf } from '../../parts/run-progress.ts';
import { StopButton } from '../../parts/stop-button.tsx';
import { pageWords } from '../../text/page-words.ts';

/** What there is to say about a run that did not simply finish. */
export function RunNews({ run }: { run: Run }) {
  switch (run.status) {
    case 'FINISHED':
      return null;
    case 'QUEUED':
    case 'RUNNING':
      return (
        <div className="run-news">
          <div className="job-line">
            <span className="job-name">{run.status === 'QUEUED' ? 'Waiting for its turn' : progressText(run)}</span>
            <StopButton run={run} />
          </div>
          <Progress value={100 * shareOf(run)} size={6} mt={6} aria-label={`Progress of run ${run.number}`} />
        </div>
      );
    case 'FAILED':
      return (
        <div className="run-news" data-tone="bad" role="alert">
          <strong>It failed.</strong> {pageWords(run.error ?? 'No reason was recorded.')}
        </div>
      );
    case 'CANCELLED':
      return <div className="run-news">Stopped on request. What it had logged until then is kept.</div>;
    case 'INTERRUPTED':
      return (
        <div className="run-news" data-tone="warn">
          <strong>Interrupted.</strong> {pageWords(run.error ?? 'The program that trained it ended before it did.')}{' '}
          What it had logged until then is kept; “Train again…” starts it anew.
        </div>
      );
    default:
      return never(run.status);
  }
}
