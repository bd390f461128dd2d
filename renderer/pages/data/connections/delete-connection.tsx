import type { Connection } from '#shared/domain/connection.ts';
import { ConfirmButton } from '../../../components/confirm-button.tsx';
import { useCommand } from '../../../core/use-command.ts';

/** Forgets a connection and its password, after asking. */
export function DeleteConnection({ connection: { id, name } }: { connection: Connection }) {
  const command = useCommand('connections.delete', ['connections.']);
  return (
    <ConfirmButton verb="Delete" thing={`the connection ${name}`} command={command} input={{ connection: id }}>
      Its settings and its password are forgotten. Datasets that were read through it stay; they cannot be refreshed
      until there is a connection of this name again.
    </ConfirmButton>
  );
}
