import { useState, type ReactNode } from 'react';
import { NativeSelect } from '@mantine/core';
import type { ConfigForm } from '#shared/domain/config-form.ts';
import type { DatasetIdentity } from '#shared/domain/dataset.ts';
import { Panel } from '../../components/panel.tsx';
import { formFields } from '../../components/schema-form/form-fields.ts';
import { SchemaForm } from '../../components/schema-form/schema-form.tsx';
import { useKind } from '../../core/kind.ts';
import type { CommonForm } from './common-form.ts';
import { PresetMenu } from './preset-menu.tsx';
import { RepeatFields } from './repeat-fields.tsx';
import { RunQueue } from './run-queue.tsx';
import { SweepList } from './sweep-list.tsx';
import { SweepPanel } from './sweep-panel.tsx';
import './train.css';

type Props<D> = {
  form: CommonForm;
  onChange(part: Partial<CommonForm>): void;
  datasets: readonly D[];
  /** How large a version is, in words. */
  sizeOf(dataset: D): string;
  algorithms: readonly ConfigForm[];
  /** Where the runs go unless an experiment is named. */
  experiment: string;
  /** How data is prepared and a model measured, as the kind has it. */
  children: ReactNode;
  /** What it costs, and the start. */
  start: ReactNode;
};

/** The form of a run of any kind: data, algorithm, its parameters, a search over them, how it is measured, how often it is repeated. */
export function TrainFrame<D extends DatasetIdentity>(props: Props<D>) {
  const { form, onChange, datasets, sizeOf, algorithms, experiment, children, start } = props;
  const kind = useKind();
  const [chosen, setChosen] = useState(0);
  const dataset = datasets.find(({ id }) => id === form.dataset);
  const algorithm = algorithms.find(({ name }) => name === form.algorithm);
  const withoutOver = { ...form.sweep, over: [] };
  return (
    <div className="train">
      <div className="train-form">
        <Panel title="What">
          <div className="train-pair">
            <NativeSelect
              label="Dataset"
              description={dataset && sizeOf(dataset)}
              data={datasets.map(({ id, name, version }) => ({ value: id, label: `${name} v${version}` }))}
              value={form.dataset}
              onChange={(event) => onChange({ dataset: event.currentTarget.value })}
            />
            <NativeSelect
              label="Algorithm"
              description={<code>{form.algorithm}</code>}
              data={algorithms.map(({ name, title }) => ({ value: name, label: title }))}
              value={form.algorithm}
              onChange={(event) => onChange({ algorithm: event.currentTarget.value, config: {}, sweep: withoutOver })}
            />
          </div>
          {algorithm && <p className="train-about muted small">{algorithm.description}</p>}
        </Panel>
        {algorithm && (
          <>
            <Panel
              title="Parameters"
              aside={
                <PresetMenu
                  kind={kind}
                  form={form}
                  onChoose={(preset) => {
                    onChange({ ...preset, sweep: withoutOver });
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
                onChange={(config) => onChange({ config })}
              />
            </Panel>
            <SweepPanel
              kind={kind}
              sweep={form.sweep}
              fields={formFields(algorithm.schema)}
              onChange={(sweep) => onChange({ sweep })}
            />
          </>
        )}
        {children}
        <Panel title="Repeats and names">
          <RepeatFields form={form} experiment={experiment} onChange={onChange} />
        </Panel>
      </div>
      <div className="train-start">
        {start}
        <SweepList kind={kind} />
        <RunQueue />
      </div>
    </div>
  );
}
