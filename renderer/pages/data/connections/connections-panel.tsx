import { useState } from 'react';
import { Button } from '@mantine/core';
import { IconLock, IconPencil, IconPlus } from '@tabler/icons-react';
import { formatConnectionUrl } from '#shared/domain/connection-url.ts';
import { tlsModeText, type Connection } from '#shared/domain/connection.ts';
import type { Dataset } from '#shared/domain/dataset.ts';
import { Answer } from '../../../components/answer.tsx';
import { Panel } from '../../../components/panel.tsx';
import { PlainHead } from '../../../components/plain-head.tsx';
import { useCall } from '../../../core/use-call.ts';
import { ConnectionDialog } from './connection-dialog.tsx';
import { DeleteConnection } from './delete-connection.tsx';
import { DemoButton } from './demo-button.tsx';
import './connections.css';

type Props = {
  /** Whether the dialog for a new connection is open. */
  isAdding: boolean;
  onAdd(isAdding: boolean): void;
  onRead(connection: Connection): void;
  /** Where a demo can be made of interactions. */
  onMade?(dataset: Dataset): void;
};

/** Databases that Kindred knows the way to. */
export function ConnectionsPanel({ isAdding, onAdd, onRead, onMade }: Props) {
  const [edited, edit] = useState<Connection>();
  const answer = useCall('connections.list', {});
  const close = () => (isAdding ? onAdd(false) : edit(undefined));
  return (
    <Panel title="Connections" flush>
      <Answer query={answer} what="the list of connections">
        {({ connections, keeping }) => (
          <>
            {connections.length === 0 ? (
              <p className="connections-none muted">
                None yet. Connect the database that your product writes to; Kindred only reads.
              </p>
            ) : (
              <ConnectionTable connections={connections} onRead={onRead} onEdit={edit} />
            )}
            <div className="connection-foot">
              <Button variant="default" leftSection={<IconPlus size={15} aria-hidden />} onClick={() => onAdd(true)}>
                New connection
              </Button>
              {onMade && <DemoButton onMade={onMade} />}
            </div>
            <ConnectionDialog of={isAdding ? 'new' : edited} keeping={keeping} onClose={close} onSaved={close} />
          </>
        )}
      </Answer>
    </Panel>
  );
}

type TableProps = {
  connections: readonly Connection[];
  onRead(connection: Connection): void;
  onEdit(connection: Connection): void;
};

function ConnectionTable({ connections, onRead, onEdit }: TableProps) {
  return (
    <table className="plain-table" aria-label="Connections">
      <PlainHead of={['Name', 'Database', 'Access', { hidden: 'What to do' }]} />
      <tbody>
        {connections.map((connection) => (
          <tr key={connection.id}>
            <th scope="row">{connection.name}</th>
            <td className="clip data-source" title={addressOf(connection)}>
              {addressOf(connection)}
              <span className="muted small clip connection-tls">{tlsModeText[connection.tls]}</span>
            </td>
            <td>
              <Access connection={connection} />
            </td>
            <td>
              <div className="connection-actions">
                <Button
                  variant="subtle"
                  size="compact-xs"
                  aria-label={`Read from ${connection.name}`}
                  onClick={() => onRead(connection)}
                >
                  Read…
                </Button>
                <Button
                  variant="subtle"
                  color="gray"
                  size="compact-xs"
                  leftSection={<IconPencil size={13} aria-hidden />}
                  aria-label={`Edit the connection ${connection.name}`}
                  onClick={() => onEdit(connection)}
                >
                  Edit
                </Button>
                <DeleteConnection connection={connection} />
              </div>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const addressOf = (connection: Connection): string =>
  formatConnectionUrl({ ...connection, tls: undefined, ca: undefined }).replace(/^postgresql:\/\//, '');

function Access({ connection: { read_only, has_password } }: { connection: Connection }) {
  return (
    <>
      <span className="connection-lock">
        {read_only && <IconLock size={14} aria-hidden />}
        {read_only ? 'Read-only' : 'May write'}
      </span>
      <span className="muted small connection-tls">{has_password ? 'password kept' : 'no password kept'}</span>
    </>
  );
}
