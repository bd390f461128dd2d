import { useState } from 'react';
import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import type { ApiKey } from '#shared/domain/api-key.ts';
import { Answer } from '../../components/answer.tsx';
import { Panel } from '../../components/panel.tsx';
import { PlainHead } from '../../components/plain-head.tsx';
import { scrollable } from '../../components/scrollable.ts';
import { useCall } from '../../core/use-call.ts';
import { formatShortTime } from '../../text/time.ts';
import { CreateKey } from './create-key.tsx';
import { RevokeKey } from './revoke-key.tsx';

/** Who else may ask the API; without any key it answers this computer only. */
export function KeysPanel() {
  const keys = useCall('serving.keys', {});
  const [isCreating, setCreating] = useState(false);
  return (
    <Panel
      title="API keys"
      flush
      aside={
        <Button
          size="compact-xs"
          variant="default"
          leftSection={<IconPlus size={13} aria-hidden />}
          onClick={() => setCreating(true)}
        >
          New key
        </Button>
      }
    >
      <Answer query={keys} what="the API keys">
        {(known) =>
          known.length === 0 ? (
            <p className="muted keys-none">No keys. Programs on this computer need none.</p>
          ) : (
            <KeyTable keys={known} />
          )
        }
      </Answer>
      <CreateKey opened={isCreating} onClose={() => setCreating(false)} />
    </Panel>
  );
}

function KeyTable({ keys }: { keys: readonly ApiKey[] }) {
  return (
    <section className="serving-scroll" {...scrollable('API keys')}>
      <table className="plain-table">
        <PlainHead of={['Key', 'Last used', 'Expires', { hidden: 'What to do' }]} />
        <tbody>
          {keys.map((key) => (
            <tr key={key.id}>
              <th scope="row">
                {key.name}
                <div className="muted small">{key.scopes.join(', ')}</div>
              </th>
              <td className="small num">{key.last_used_at === null ? 'never' : formatShortTime(key.last_used_at)}</td>
              <td className="small num">{key.expires_at === null ? 'never' : formatShortTime(key.expires_at)}</td>
              <td className="end">
                <RevokeKey apiKey={key} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
