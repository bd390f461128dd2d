import { Button } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconPlayerPlay } from '@tabler/icons-react';
import type { Dataset } from '#shared/domain/dataset.ts';
import { Panel } from '../../components/panel.tsx';
import type { InputOf } from '../../core/calls.ts';
import { useCall } from '../../core/use-call.ts';
import { useCommand } from '../../core/use-command.ts';
import { plural } from '../../text/plural.ts';
import { sweepCommand } from './command-line.ts';
import { CommandPanel } from './command-panel.tsx';
import { SweepCost } from './sweep-cost.tsx';

/** Milliseconds of rest after which the plan is asked for again. */
const rest = 300;

type Props = { request: InputOf<'sweeps.start'> | null; dataset: Dataset | undefined };

/** What the search will cost, the same on the command line, and the start. */
export function StartSweep({ request, dataset }: Props) {
  const start = useCommand('sweeps.start', ['runs.', 'sweeps.', 'experiments.', 'datasets.list']);
  const [text] = useDebouncedValue(request ? JSON.stringify(request) : null, rest);
  const settled = text === null ? null : (JSON.parse(text) as InputOf<'sweeps.plan'>);
  const plan = useCall('sweeps.plan', settled ?? nothing, { enabled: settled !== null });
  const problem = start.error ?? (request ? plan.error : null);
  const known = request ? plan.data : undefined;
  return (
    <>
      <Panel title="Start">
        <SweepCost plan={known} isOld={plan.isFetching} />
        <p className="train-problem bad" role="alert">
          {problem?.message}
        </p>
        <Button
          fullWidth
          size="sm"
          leftSection={<IconPlayerPlay size={16} aria-hidden />}
          disabled={!request || !known || plan.error !== null}
          loading={start.isPending}
          onClick={() => request && start.mutate(request)}
        >
          {known ? `Start ${plural(known.runs, 'run')}` : 'Start the search'}
        </Button>
      </Panel>
      {request && <CommandPanel text={sweepCommand(request, dataset ? `${dataset.name}@${dataset.version}` : '')} />}
    </>
  );
}

const nothing: InputOf<'sweeps.plan'> = { base: { dataset: '-', algorithm: '-' }, over: {} };
