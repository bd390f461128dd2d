import { Button } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useNavigate } from '@tanstack/react-router';
import { IconPlayerPlay } from '@tabler/icons-react';
import type { Estimate } from '#shared/domain/estimate.ts';
import type { Dataset } from '#shared/domain/dataset.ts';
import { Facts } from '../../components/facts.tsx';
import { Panel } from '../../components/panel.tsx';
import type { InputOf } from '../../core/calls.ts';
import { useCall } from '../../core/use-call.ts';
import { useCommand } from '../../core/use-command.ts';
import { formatBytes } from '../../text/bytes.ts';
import { plural } from '../../text/plural.ts';
import { aboutSeconds } from './about-seconds.ts';
import { trainCommand } from './command-line.ts';
import { CommandPanel } from './command-panel.tsx';
import { requestOf, type TrainForm } from './train-form.ts';

/** Milliseconds of rest after which the estimate is asked for again. */
const rest = 250;

/** What it will cost, the same on the command line, and the start. */
export function StartPanel({ form, dataset }: { form: TrainForm; dataset: Dataset | undefined }) {
  const navigate = useNavigate();
  const start = useCommand('runs.start', ['runs.', 'experiments.', 'datasets.list']);
  const request = requestOf(form);
  const [settled] = useDebouncedValue(request, rest);
  const estimate = useCall('algorithms.estimate', settled ?? nothing, { enabled: settled !== null });
  const problem = start.error ?? estimate.error;
  const begin = () => {
    if (!request) return;
    start.mutate(request, {
      onSuccess: ({ runs }) => void navigate({ to: '/runs', search: { sel: runs.slice(0, 2).map((run) => run.id) } }),
    });
  };
  return (
    <>
      <Panel title="Start">
        <Cost estimate={estimate.data} seeds={form.seeds} isOld={estimate.isFetching} />
        <p className="train-problem bad" role="alert">
          {problem?.message}
        </p>
        <Button
          fullWidth
          size="sm"
          leftSection={<IconPlayerPlay size={16} aria-hidden />}
          disabled={!request || estimate.error !== null}
          loading={start.isPending}
          onClick={begin}
        >
          {form.seeds === 1 ? 'Start the run' : `Start ${plural(form.seeds, 'run')}`}
        </Button>
      </Panel>
      {request && <CommandPanel text={trainCommand(request, dataset ? `${dataset.name}@${dataset.version}` : '')} />}
    </>
  );
}

const memoryOf = ({ bytes, limit_bytes, search_bytes }: Estimate): string =>
  search_bytes === null
    ? `${formatBytes(bytes)} of ${formatBytes(limit_bytes)}`
    : `${formatBytes(limit_bytes)}, all of the limit; columns that do not fit wait on disk`;

const nothing: InputOf<'algorithms.estimate'> = { dataset: '', algorithm: '' };

function Cost({ estimate, seeds, isOld }: { estimate: Estimate | undefined; seeds: number; isOld: boolean }) {
  return (
    <div className={isOld ? 'is-old' : ''}>
      <Facts
        facts={[
          ['Time', estimate ? `${aboutSeconds(estimate.seconds)}${seeds > 1 ? ' each' : ''}` : '–'],
          [
            'Told from',
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
