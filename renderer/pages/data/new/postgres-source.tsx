import { useState } from 'react';
import { Button, Select } from '@mantine/core';
import { IconLock, IconPencil, IconPlus } from '@tabler/icons-react';
import type { Connection } from '#shared/domain/connection.ts';
import type { Dataset } from '#shared/domain/dataset.ts';
import { Answer } from '../../../components/answer.tsx';
import { Panel } from '../../../components/panel.tsx';
import type { OutputOf } from '../../../core/calls.ts';
import { useCall } from '../../../core/use-call.ts';
import { ConnectionDialog } from '../connections/connection-dialog.tsx';
import { DemoButton } from '../connections/demo-button.tsx';
import { DatabaseSource } from './database-source.tsx';

type Props = {
  /** The id of the connection; the first one where none is chosen. */
  chosen: string | undefined;
  onChosen(connection: string): void;
  onMade(dataset: Dataset): void;
};

/** A saved connection, what is read through it, and the version that is made of it. */
export function PostgresSource(props: Props) {
  const answer = useCall('connections.list', {});
  return (
    <Answer query={answer} what="the list of connections">
      {(known) => <WithConnections known={known} {...props} />}
    </Answer>
  );
}

function WithConnections({ known, chosen, onChosen, onMade }: Props & { known: OutputOf<'connections.list'> }) {
  const [edited, edit] = useState<Connection | 'new'>();
  const { connections, keeping } = known;
  const connection = connections.find(({ id }) => id === chosen) ?? connections[0];
  return (
    <>
      <Panel title="Connection">
        <div className="connection-choice">
          {connection ? (
            <Select
              aria-label="Connection"
              size="xs"
              data={connections.map(({ id, name, database, host }) => ({
                value: id,
                label: `${name} — ${database} on ${host}`,
              }))}
              value={connection.id}
              allowDeselect={false}
              onChange={(id) => id !== null && onChosen(id)}
            />
          ) : (
            <p className="muted">No connection yet. Kindred only reads: every transaction is read-only.</p>
          )}
          {connection?.read_only && (
            <span className="muted small connection-lock">
              <IconLock size={14} aria-hidden /> Read-only
            </span>
          )}
          {connection && (
            <Button
              variant="default"
              leftSection={<IconPencil size={14} aria-hidden />}
              onClick={() => edit(connection)}
            >
              Edit
            </Button>
          )}
          <Button variant="default" leftSection={<IconPlus size={15} aria-hidden />} onClick={() => edit('new')}>
            New connection
          </Button>
          <DemoButton onMade={onMade} />
        </div>
        <ConnectionDialog
          of={edited}
          keeping={keeping}
          onClose={() => edit(undefined)}
          onSaved={({ id }) => {
            edit(undefined);
            onChosen(id);
          }}
        />
      </Panel>
      {connection && <DatabaseSource key={JSON.stringify(connection)} connection={connection} onMade={onMade} />}
    </>
  );
}
