import { useState } from 'react';
import { SegmentedControl } from '@mantine/core';
import type { Connection } from '#shared/domain/connection.ts';
import type { QueryDataset } from '#shared/domain/query-dataset.ts';
import { Answer } from '../../../components/answer.tsx';
import { Panel } from '../../../components/panel.tsx';
import type { Json } from '../../../components/schema-form/form-fields.ts';
import { useCall } from '../../../core/use-call.ts';
import { useCommand } from '../../../core/use-command.ts';
import { ConnectionPanel } from '../../data/new/connection-panel.tsx';
import { CreateForm } from '../../data/new/create-form.tsx';
import { SampledTable } from './sampled-table.tsx';
import { SamplingFields } from './sampling-fields.tsx';
import { StatementsCheck } from './statements-check.tsx';

type Options = Record<string, Json>;
type From = 'pg_stat_statements' | 'table';

type Props = {
  /** The id of the connection; the first one where none is chosen. */
  chosen: string | undefined;
  onChosen(connection: string): void;
  onMade(dataset: QueryDataset): void;
};

/** A database, what of it is sampled, and the version that is made of it. */
export function NewSamples({ chosen, onChosen, onMade }: Props) {
  const answer = useCall('connections.list', {});
  return (
    <Answer query={answer} what="the list of connections">
      {(known) => {
        const connection = known.connections.find(({ id }) => id === chosen) ?? known.connections[0];
        return (
          <>
            <ConnectionPanel known={known} connection={connection} onChosen={onChosen} />
            {connection && <Sampling key={JSON.stringify(connection)} connection={connection} onMade={onMade} />}
          </>
        );
      }}
    </Answer>
  );
}

function Sampling({ connection, onMade }: { connection: Connection; onMade(dataset: QueryDataset): void }) {
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
