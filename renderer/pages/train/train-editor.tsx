import { useState } from 'react';
import { NativeSelect } from '@mantine/core';
import type { Dataset } from '#shared/domain/dataset.ts';
import { Panel } from '../../components/panel.tsx';
import { formFields } from '../../components/schema-form/form-fields.ts';
import { SchemaForm } from '../../components/schema-form/schema-form.tsx';
import type { OutputOf } from '../../core/calls.ts';
import { plural } from '../../text/plural.ts';
import { EvaluationFields } from './evaluation-fields.tsx';
import { PresetMenu } from './preset-menu.tsx';
import { RepeatFields } from './repeat-fields.tsx';
import { StartPanel } from './start-panel.tsx';
import { RunQueue } from './run-queue.tsx';
import { StartSweep } from './start-sweep.tsx';
import { sweepRequestOf } from './sweep-form.ts';
import { SweepList } from './sweep-list.tsx';
import { SweepPanel } from './sweep-panel.tsx';
import { requestOf, type TrainForm } from './train-form.ts';
import './train.css';

type Props = { datasets: readonly Dataset[]; algorithms: OutputOf<'algorithms.list'>; start: TrainForm };

/** The form of a run: data, algorithm, its parameters, how it is measured, how often it is repeated. */
export function TrainEditor({ datasets, algorithms, start }: Props) {
  const [form, setForm] = useState(start);
  const change = (part: Partial<TrainForm>) => setForm((now) => ({ ...now, ...part }));
  const [chosen, setChosen] = useState(0);
  const dataset = datasets.find(({ id }) => id === form.dataset);
  const algorithm = algorithms.find(({ name }) => name === form.algorithm);
  return (
    <div className="train">
      <div className="train-form">
        <Panel title="What">
          <div className="train-pair">
            <NativeSelect
              label="Dataset"
              description={
                dataset &&
                `${plural(dataset.users, 'user')}, ${plural(dataset.items, 'item')}, ${plural(dataset.interactions, 'interaction')}`
              }
              data={datasets.map(({ id, name, version }) => ({ value: id, label: `${name} v${version}` }))}
              value={form.dataset}
              onChange={(event) => change({ dataset: event.currentTarget.value })}
            />
            <NativeSelect
              label="Algorithm"
              description={<code>{form.algorithm}</code>}
              data={algorithms.map(({ name, title }) => ({ value: name, label: title }))}
              value={form.algorithm}
              onChange={(event) =>
                change({ algorithm: event.currentTarget.value, config: {}, sweep: { ...form.sweep, over: [] } })
              }
            />
          </div>
          {algorithm && <p className="train-about muted small">{algorithm.description}</p>}
        </Panel>
        {algorithm && (
          <Panel
            title="Parameters"
            aside={
              <PresetMenu
                form={form}
                onChoose={(preset) => {
                  change({ ...preset, sweep: { ...form.sweep, over: [] } });
                  setChosen((times) => times + 1);
                }}
              />
            }
          >
            <SchemaForm
              // Fields that hold unfinished text begin anew with a preset.
              key={`${algorithm.name} ${chosen}`}
              schema={algorithm.schema}
              values={form.config}
              onChange={(config) => change({ config })}
            />
          </Panel>
        )}
        {algorithm && (
          <SweepPanel
            sweep={form.sweep}
            fields={formFields(algorithm.schema)}
            onChange={(sweep) => change({ sweep })}
          />
        )}
        <Panel title="How it is measured">
          <EvaluationFields form={form} dataset={dataset} onChange={change} />
        </Panel>
        <Panel title="Repeats and names">
          <RepeatFields form={form} experiment="default" onChange={change} />
        </Panel>
      </div>
      <div className="train-start">
        {form.sweep.method === 'none' ? (
          <StartPanel form={form} dataset={dataset} />
        ) : (
          <StartSweep request={sweepRequestOf(form.sweep, requestOf(form))} dataset={dataset} />
        )}
        <SweepList />
        <RunQueue />
      </div>
    </div>
  );
}
