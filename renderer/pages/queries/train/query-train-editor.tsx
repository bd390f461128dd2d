import { useState } from 'react';
import { NativeSelect } from '@mantine/core';
import type { QueryDataset } from '#shared/domain/query-dataset.ts';
import { Panel } from '../../../components/panel.tsx';
import { SchemaForm } from '../../../components/schema-form/schema-form.tsx';
import type { OutputOf } from '../../../core/calls.ts';
import { plural } from '../../../text/plural.ts';
import { RepeatFields } from '../../train/repeat-fields.tsx';
import { RunQueue } from '../../train/run-queue.tsx';
import { preparationSchema, reportSchema, splitSchema } from './form-schemas.ts';
import type { QueryForm } from './query-form.ts';
import { StartQueryRuns } from './start-query-runs.tsx';
import '../../train/train.css';

type Props = { datasets: readonly QueryDataset[]; algorithms: OutputOf<'performance.algorithms'>; start: QueryForm };

/** The form of a run: samples, algorithm, its parameters, preparation, how it is measured, how often it is repeated. */
export function QueryTrainEditor({ datasets, algorithms, start }: Props) {
  const [form, setForm] = useState(start);
  const change = (part: Partial<QueryForm>) => setForm((now) => ({ ...now, ...part }));
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
                dataset && `${plural(dataset.queries, 'query', 'queries')}, ${plural(dataset.samples, 'sample')}`
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
              onChange={(event) => change({ algorithm: event.currentTarget.value, config: {} })}
            />
          </div>
          {algorithm && <p className="train-about muted small">{algorithm.description}</p>}
        </Panel>
        {algorithm && (
          <Panel title="Parameters">
            <SchemaForm
              key={algorithm.name}
              schema={algorithm.schema}
              values={form.config}
              onChange={(config) => change({ config })}
            />
          </Panel>
        )}
        <Panel title="Preparation" aside="fitted on the training part only">
          <SchemaForm
            schema={preparationSchema}
            values={form.preparation}
            onChange={(preparation) => change({ preparation })}
          />
        </Panel>
        <Panel title="How it is measured" aside="split by query: none is on two sides">
          <SchemaForm schema={splitSchema} values={form.split} onChange={(split) => change({ split })} />
          <SchemaForm schema={reportSchema} values={form.report} onChange={(report) => change({ report })} />
        </Panel>
        <Panel title="Repeats and names">
          <RepeatFields form={form} experiment="query performance" onChange={change} />
        </Panel>
      </div>
      <div className="train-start">
        <StartQueryRuns form={form} />
        <RunQueue />
      </div>
    </div>
  );
}
