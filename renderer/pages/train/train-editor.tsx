import { useState } from 'react';
import type { Dataset } from '#shared/domain/dataset.ts';
import { Panel } from '../../components/panel.tsx';
import type { OutputOf } from '../../core/calls.ts';
import { plural } from '../../text/plural.ts';
import { EvaluationFields } from './evaluation-fields.tsx';
import { StartRun } from './start-run.tsx';
import { StartSweep } from './start-sweep.tsx';
import { searchOf } from './sweep-form.ts';
import { requestOf, type TrainForm } from './train-form.ts';
import { TrainFrame } from './train-frame.tsx';

type Props = { datasets: readonly Dataset[]; algorithms: OutputOf<'algorithms.list'>; start: TrainForm };

/** The form of a run of a recommender. */
export function TrainEditor({ datasets, algorithms, start }: Props) {
  const [form, setForm] = useState(start);
  const change = (part: Partial<TrainForm>) => setForm((now) => ({ ...now, ...part }));
  const dataset = datasets.find(({ id }) => id === form.dataset);
  return (
    <TrainFrame
      form={form}
      onChange={change}
      datasets={datasets}
      sizeOf={({ users, items, interactions }) =>
        `${plural(users, 'user')}, ${plural(items, 'item')}, ${plural(interactions, 'interaction')}`
      }
      algorithms={algorithms}
      experiment="default"
      start={
        form.sweep.method === 'none' ? (
          <StartRun form={form} dataset={dataset} />
        ) : (
          <StartSweep
            request={searchOf(form.sweep, requestOf(form))}
            varied={form.sweep.over.length}
            dataset={dataset}
          />
        )
      }
    >
      <Panel title="How it is measured">
        <EvaluationFields form={form} dataset={dataset} onChange={change} />
      </Panel>
    </TrainFrame>
  );
}
