import type { Run } from '#shared/domain/run.ts';
import { isEnded } from '#shared/domain/run.ts';
import { Answer } from '../../components/answer.tsx';
import { Empty } from '../../components/empty.tsx';
import { Panel } from '../../components/panel.tsx';
import { scrollable } from '../../components/scrollable.ts';
import { useCall } from '../../core/use-call.ts';

/** Milliseconds between two looks at a log that is still written. */
const livePause = 1000;

/** What the run said while it was made; it grows while the run goes on. */
export function Log({ run }: { run: Run }) {
  const log = useCall('runs.log', { run: run.id }, { refetchInterval: isEnded(run.status) ? false : livePause });
  return (
    <Panel title="Log" aside={log.data?.is_live ? 'still written' : undefined}>
      <Answer query={log} what={`the log of run ${run.number}`}>
        {(found) =>
          found ? (
            <pre className="run-log mono small" {...scrollable('Log of the run')}>
              {found.text}
            </pre>
          ) : (
            <Empty title="No log.">
              This run is from before runs kept one, or it is made by another process of Kindred.
            </Empty>
          )
        }
      </Answer>
    </Panel>
  );
}
