import { useState } from 'react';
import { SegmentedControl } from '@mantine/core';
import type { Connection } from '#shared/domain/connection.ts';
import type { QueryDataset } from '#shared/domain/query-dataset.ts';
import { Panel } from '../../../components/panel.tsx';
import type { Json } from '../../../components/schema-form/form-fields.ts';
import { useCall } from '../../../core/use-call.ts';
import { useCommand } from '../../../core/use-command.ts';
import { CreateForm } from '../../data/new/create-form.tsx';
import { SampledTable } from './sampled-table.tsx';
import { SamplingFields } from './sampling-fields.tsx';
import { StatementsCheck } from './statements-check.tsx';

type Options = Record<string, Json>;
type From = 'pg_stat_statements' | 'table';

type Props = { connection: Connection; onMade(dataset: QueryDataset): void };

/** What of a database is sampled, and the version that is made of it. */
export function NewSamples({ connection, onMade }: Props) {
  const [from, setFrom] = useState<From>('pg_stat_statements');
  const [options, setOptions] = useState<Options>({});
  const check = useCall('performance.check', { target: { connection: connection.id } }, { staleTime: 0 });
  const create = useCommand('performance.createDataset', ['performance.datasets']);
  const isReady = from === 'table' ? typeof options['table'] === 'string' : check.data?.ready === true;
  const turn = (next: From) => {
    setFrom(next);
    setOptions({});
  };
  return (
    <>
      <Panel title="What is sampled">
        <div className="samples-what">
          <SegmentedControl
            aria-label="What is sampled"
            value={from}
            data={[
              { value: 'pg_stat_statements', label: 'pg_stat_statements' },
              { value: 'table', label: 'A table of metrics' },
            ]}
            onChange={(value) => turn(value === 'table' ? 'table' : 'pg_stat_statements')}
          />
          {from === 'pg_stat_statements' ? (
            <StatementsCheck check={check} />
          ) : (
            <SampledTable connection={connection} options={options} onChange={setOptions} />
          )}
        </div>
      </Panel>
      <Panel title="How it is sampled">
        <SamplingFields from={from} options={options} onChange={setOptions} />
      </Panel>
      <Panel title="Version">
        <CreateForm
          suggested={`${connection.name}-queries`}
          isReady={isReady}
          command={create}
          onCreate={(name) =>
            create.mutate(
              { name, recipe: { source: `postgres:${connection.name}`, options: { from, ...options } } },
              { onSuccess: onMade },
            )
          }
        />
      </Panel>
    </>
  );
}
