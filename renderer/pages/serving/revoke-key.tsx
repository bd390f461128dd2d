import type { ApiKey } from '#shared/domain/api-key.ts';
import { ConfirmButton } from '../../components/confirm-button.tsx';
import { useCommand } from '../../core/use-command.ts';

/** Takes a key back for good, after asking. */
export function RevokeKey({ apiKey: { id, name } }: { apiKey: ApiKey }) {
  const command = useCommand('serving.revokeKey', ['serving.keys']);
  return (
    <ConfirmButton verb="Revoke" thing={`the key ${name}`} command={command} input={{ key: id }}>
      Whoever uses it is refused from now on. This cannot be undone; a new key can be made.
    </ConfirmButton>
  );
}
