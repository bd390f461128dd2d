import { UnstyledButton } from '@mantine/core';
import { Answer } from '../../components/answer.tsx';
import { Panel } from '../../components/panel.tsx';
import { useCall } from '../../core/use-call.ts';
import { GroupMark } from '../../parts/group-mark.tsx';
import { plural } from '../../text/plural.ts';

type Props = { run: string; onPick(user: string): void };

/** Nobody is chosen yet: one typical user of each group. */
export function StartList({ run, onPick }: Props) {
  const found = useCall('users.archetypes', { run });
  return (
    <Panel title="Users to begin with" className="start-list">
      <Answer query={found} what="users to begin with">
        {(users) => (
          <>
            <p className="muted">
              {users.some(({ group }) => group)
                ? 'The user of each group whose number of items is in the middle. Search above for anybody else.'
                : 'From the least to the most active. Search above for anybody else.'}
            </p>
            <ul className="archetypes">
              {users.map((row) => (
                <li key={row.user}>
                  <UnstyledButton className="archetype" onClick={() => onPick(row.user)}>
                    <strong>{row.user}</strong>
                    <GroupMark group={row.group} isNamed />
                    <span className="muted small num">{plural(row.items, 'item')} in training</span>
                  </UnstyledButton>
                </li>
              ))}
            </ul>
          </>
        )}
      </Answer>
    </Panel>
  );
}
