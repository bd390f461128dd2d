import type { QueryDataset } from '#shared/domain/query-dataset.ts';
import type { InputOf } from '../../../core/calls.ts';
import { useCall } from '../../../core/use-call.ts';
import { useCommand } from '../../../core/use-command.ts';
import { useSettled } from '../../../core/use-settled.ts';
import { queryTrainCommand } from '../../train/command-line.ts';
import { StartPanel } from '../../train/start-panel.tsx';
import { queryRequestOf, type QueryForm } from './query-form.ts';

/** What the form says: its cost and its start. */
export function StartQueryRun({ form, dataset }: { form: QueryForm; dataset: QueryDataset | undefined }) {
  const start = useCommand('performance.train', ['runs.', 'experiments.', 'performance.datasets']);
  const request = queryRequestOf(form);
  const settled = useSettled(request);
  return (
    <StartPanel
      estimate={useCall('performance.estimate', settled ?? nothing, { enabled: settled !== null })}
      seeds={form.seeds}
      start={start}
      request={request}
      command={request && queryTrainCommand(request, dataset)}
    />
  );
}

const nothing: InputOf<'performance.estimate'> = { dataset: '-', algorithm: '-' };
