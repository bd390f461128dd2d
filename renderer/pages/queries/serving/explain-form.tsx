import { useState } from 'react';
import { Button, Textarea } from '@mantine/core';
import { IconSend } from '@tabler/icons-react';
import { Answer } from '../../../components/answer.tsx';
import { LinkButton } from '../../../components/link-button.tsx';
import type { InputOf } from '../../../core/calls.ts';
import { useCall } from '../../../core/use-call.ts';
import { ConnectionSelect } from '../../../parts/connection-select.tsx';

type Props = { isPending: boolean; onAsk(asked: InputOf<'performance.explain'>): void };

/** One SELECT and the database that explains it. */
export function ExplainForm({ isPending, onAsk }: Props) {
  const answer = useCall('connections.list', {});
  const [sql, setSql] = useState('');
  const [chosen, setChosen] = useState<string | null>(null);
  return (
    <Answer query={answer} what="the list of connections">
      {({ connections }) => {
        const connection = connections.find(({ id }) => id === chosen) ?? connections[0];
        if (!connection) {
          return (
            <p className="muted">
              A connection has to explain the statement.{' '}
              <LinkButton to="/data" search={{ connection: 'new' }} variant="default" size="compact-xs">
                New connection
              </LinkButton>
            </p>
          );
        }
        const ask = () => sql.trim() !== '' && onAsk({ target: { connection: connection.id }, sql });
        return (
          <form
            className="ask"
            onSubmit={(event) => {
              event.preventDefault();
              ask();
            }}
          >
            <Textarea
              label="One SELECT"
              description="It is explained in a read-only transaction, and never run. Ctrl+Enter asks."
              classNames={{ input: 'mono' }}
              autosize
              minRows={4}
              maxRows={16}
              maxLength={100_000}
              spellCheck={false}
              value={sql}
              onChange={(event) => setSql(event.currentTarget.value)}
              onKeyDown={(event) => event.key === 'Enter' && (event.ctrlKey || event.metaKey) && ask()}
            />
            <div className="ask-foot">
              <ConnectionSelect connections={connections} value={connection.id} onChange={setChosen} />
              <Button
                type="submit"
                loading={isPending}
                disabled={sql.trim() === ''}
                leftSection={<IconSend size={14} aria-hidden />}
              >
                Explain and ask
              </Button>
            </div>
          </form>
        );
      }}
    </Answer>
  );
}
