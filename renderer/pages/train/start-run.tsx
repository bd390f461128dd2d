import type { Dataset } from '#shared/domain/dataset.ts';
import type { InputOf } from '../../core/calls.ts';
import { useCall } from '../../core/use-call.ts';
import { useCommand } from '../../core/use-command.ts';
import { useSettled } from '../../core/use-settled.ts';
import { trainCommand } from './command-line.ts';
import { StartPanel } from './start-panel.tsx';
import { requestOf, type TrainForm } from './train-form.ts';

/** What the form says: its cost and its start. */
export function StartRun({ form, dataset }: { form: TrainForm; dataset: Dataset | undefined }) {
  const start = useCommand('runs.start', ['runs.', 'experiments.', 'datasets.list']);
  const request = requestOf(form);
  const settled = useSettled(request);
  return (
    <StartPanel
      estimate={useCall('algorithms.estimate', settled ?? nothing, { enabled: settled !== null })}
      seeds={form.seeds}
      start={start}
      request={request}
      command={request && trainCommand(request, dataset)}
    />
  );
}

const nothing: InputOf<'algorithms.estimate'> = { dataset: '-', algorithm: '-' };
