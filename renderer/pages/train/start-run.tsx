import { useNavigate } from '@tanstack/react-router';
import type { Dataset } from '#shared/domain/dataset.ts';
import type { InputOf } from '../../core/calls.ts';
import { useCall } from '../../core/use-call.ts';
import { useCommand } from '../../core/use-command.ts';
import { useSettled } from '../../core/use-settled.ts';
import { trainCommand } from './command-line.ts';
import { StartPanel } from './start-panel.tsx';
import { requestOf, type TrainForm } from './train-form.ts';

/** Starts what the form says and goes to the table of runs. */
export function StartRun({ form, dataset }: { form: TrainForm; dataset: Dataset | undefined }) {
  const navigate = useNavigate();
  const start = useCommand('runs.start', ['runs.', 'experiments.', 'datasets.list']);
  const request = requestOf(form);
  const settled = useSettled(request);
  return (
    <StartPanel
      estimate={useCall('algorithms.estimate', settled ?? nothing, { enabled: settled !== null })}
      seeds={form.seeds}
      start={start}
      onStart={
        request &&
        (() =>
          start.mutate(request, {
            onSuccess: ({ runs }) =>
              void navigate({ to: '/runs', search: { sel: runs.slice(0, 2).map(({ id }) => id) } }),
          }))
      }
      command={request && trainCommand(request, dataset)}
    />
  );
}

const nothing: InputOf<'algorithms.estimate'> = { dataset: '-', algorithm: '-' };
