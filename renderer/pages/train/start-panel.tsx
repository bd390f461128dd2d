import type { UseMutationResult, UseQueryResult } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { Estimate } from '#shared/domain/estimate.ts';
import type { Run } from '#shared/domain/run.ts';
import { Facts } from '../../components/facts.tsx';
import { Panel } from '../../components/panel.tsx';
import { formatBytes } from '../../text/bytes.ts';
import { plural } from '../../text/plural.ts';
import { aboutSeconds } from './about-seconds.ts';
import { CommandPanel } from './command-panel.tsx';
import { StartButton } from './start-button.tsx';

type Props<R> = {
  estimate: UseQueryResult<Estimate>;
  seeds: number;
  start: UseMutationResult<{ runs: Run[] }, Error, R>;
  /** What the form says; null while something in it cannot be sent. */
  request: R | null;
  command: string | null;
};

/** What runs will cost, the start, which leads to the table of runs, and the same on the command line. */
export function StartPanel<R>({ estimate, seeds, start, request, command }: Props<R>) {
  const navigate = useNavigate();
  const begin = (asked: R) =>
    start.mutate(asked, {
      onSuccess: ({ runs }) => void navigate({ to: '/runs', search: { sel: runs.slice(0, 2).map(({ id }) => id) } }),
    });
  return (
    <>
      <Panel title="Start">
        <Cost estimate={estimate.data} seeds={seeds} isOld={estimate.isFetching} />
        <StartButton
          problem={start.error ?? estimate.error}
          isPending={start.isPending}
          onStart={request === null || estimate.error ? null : () => begin(request)}
        >
          {seeds === 1 ? 'Start the run' : `Start ${plural(seeds, 'run')}`}
        </StartButton>
        {request === null && (
          <p className="muted small train-why">Something in the form is missing or wrong; it is marked there.</p>
        )}
      </Panel>
      {command !== null && <CommandPanel text={command} />}
    </>
  );
}

const memoryOf = ({ bytes, limit_bytes, search_bytes }: Estimate): string =>
  search_bytes === null
    ? `${formatBytes(bytes)} of ${formatBytes(limit_bytes)}`
    : `${formatBytes(limit_bytes)}, all of the limit; columns that do not fit wait on disk`;

function Cost({ estimate, seeds, isOld }: { estimate: Estimate | undefined; seeds: number; isOld: boolean }) {
  return (
    <div className={isOld ? 'is-old' : ''}>
      <Facts
        facts={[
          ['Time', estimate ? `${aboutSeconds(estimate.seconds)}${seeds > 1 ? ' each' : ''}` : '–'],
          [
            'Based on',
            estimate?.measured_runs
              ? `${plural(estimate.measured_runs, 'run')} on this machine`
              : 'the cost of the algorithm',
          ],
          ['Memory', estimate ? memoryOf(estimate) : '–'],
          ['Place', 'this machine, in the background'],
        ]}
      />
    </div>
  );
}
