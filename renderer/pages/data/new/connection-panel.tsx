import { useState, type ReactNode } from 'react';
import { Button } from '@mantine/core';
import { IconLock, IconPencil, IconPlus } from '@tabler/icons-react';
import type { Connection } from '#shared/domain/connection.ts';
import { Panel } from '../../../components/panel.tsx';
import { ConnectionSelect } from '../../../parts/connection-select.tsx';
import type { OutputOf } from '../../../core/calls.ts';
import { ConnectionDialog } from '../connections/connection-dialog.tsx';

type Props = {
  known: OutputOf<'connections.list'>;
  connection: Connection | undefined;
  onChosen(connection: string): void;
  /** Other ways to a database. */
  children?: ReactNode;
};

/** Which database is read: a saved connection, or a new one. */
export function ConnectionPanel({ known: { connections, keeping }, connection, onChosen, children }: Props) {
  const [edited, edit] = useState<Connection | 'new'>();
  return (
    <Panel title="Connection">
      <div className="connection-choice">
        {connection ? (
          <ConnectionSelect connections={connections} value={connection.id} onChange={onChosen} />
        ) : (
          <p className="muted">No connection yet. Kindred only reads: every transaction is read-only.</p>
        )}
        {connection?.read_only && (
          <span className="muted small connection-lock">
            <IconLock size={14} aria-hidden /> Read-only
          </span>
        )}
        {connection && (
          <Button variant="default" leftSection={<IconPencil size={14} aria-hidden />} onClick={() => edit(connection)}>
            Edit
          </Button>
        )}
        <Button variant="default" leftSection={<IconPlus size={15} aria-hidden />} onClick={() => edit('new')}>
          New connection
        </Button>
        {children}
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
  );
}
