import { useState } from 'react';
import type { QueryDataset } from '#shared/domain/query-dataset.ts';
import { Panel } from '../../../components/panel.tsx';
import { SchemaForm } from '../../../components/schema-form/schema-form.tsx';
import type { OutputOf } from '../../../core/calls.ts';
import { plural } from '../../../text/plural.ts';
import { StartSweep } from '../../train/start-sweep.tsx';
import { searchOf } from '../../train/sweep-form.ts';
import { TrainFrame } from '../../train/train-frame.tsx';
import { preparationSchema, reportSchema, splitSchema } from './form-schemas.ts';
import { queryRequestOf, type QueryForm } from './query-form.ts';
import { StartQueryRun } from './start-query-run.tsx';

type Props = { datasets: readonly QueryDataset[]; algorithms: OutputOf<'performance.algorithms'>; start: QueryForm };

/** The form of a run about query performance: samples are prepared before they are learned from. */
export function QueryTrainEditor({ datasets, algorithms, start }: Props) {
  const [form, setForm] = useState(start);
  const change = (part: Partial<QueryForm>) => setForm((now) => ({ ...now, ...part }));
  const dataset = datasets.find(({ id }) => id === form.dataset);
  const search = searchOf(form.sweep, queryRequestOf(form));
  return (
    <TrainFrame
      form={form}
      onChange={change}
      datasets={datasets}
      sizeOf={({ queries, samples }) => `${plural(queries, 'query', 'queries')}, ${plural(samples, 'sample')}`}
      algorithms={algorithms}
      experiment="query performance"
      start={
        form.sweep.method === 'none' ? (
          <StartQueryRun form={form} dataset={dataset} />
        ) : (
          <StartSweep
            request={search && { kind: 'query_performance', ...search }}
            varied={form.sweep.over.length}
            dataset={dataset}
          />
        )
      }
    >
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
    </TrainFrame>
  );
}
