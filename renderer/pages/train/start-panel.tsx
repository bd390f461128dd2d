import type { UseQueryResult } from '@tanstack/react-query';
import type { Estimate } from '#shared/domain/estimate.ts';
import { Facts } from '../../components/facts.tsx';
import { Panel } from '../../components/panel.tsx';
import { formatBytes } from '../../text/bytes.ts';
import { plural } from '../../text/plural.ts';
import { aboutSeconds } from './about-seconds.ts';
import { CommandPanel } from './command-panel.tsx';
import { StartButton } from './start-button.tsx';

type Props = {
  estimate: UseQueryResult<Estimate>;
  seeds: number;
  start: { error: Error | null; isPending: boolean };
  /** Null while something in the form cannot be sent. */
  onStart: (() => void) | null;
  command: string | null;
};

/** What runs will cost, the start, and the same on the command line. */
export function StartPanel({ estimate, seeds, start, onStart, command }: Props) {
  return (
    <>
      <Panel title="Start">
        <Cost estimate={estimate.data} seeds={seeds} isOld={estimate.isFetching} />
        <StartButton
          problem={start.error ?? estimate.error}
          isPending={start.isPending}
          onStart={estimate.error === null ? onStart : null}
        >
          {seeds === 1 ? 'Start the run' : `Start ${plural(seeds, 'run')}`}
        </StartButton>
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
