import { Button } from '@mantine/core';
import type { UserRow } from '#shared/domain/user-lens.ts';
import { Answer } from '../../components/answer.tsx';
import { useCall } from '../../core/use-call.ts';
import { ItemName } from '../../parts/item-name.tsx';
import { plural } from '../../text/plural.ts';

type Props = {
  user: UserRow;
  place: number;
  of: number;
  left: string;
  right: string;
  k: number;
  onPick(side: 'left' | 'right' | 'same'): void;
};

/** Items of the history that are named. */
const named = 12;

/** One user: what they did, and two lists without names. */
export function BlindPick({ user, place, of, left, right, k, onPick }: Props) {
  const view = useCall('users.show', { run: left, user: user.user });
  return (
    <div className="blind">
      <p>
        User {place} of {of}: which list is better for somebody with this history?
      </p>
      <Answer query={view} what={`the history of ${user.user}`}>
        {({ history }) => (
          <p className="blind-history small">
            {history
              .slice(0, named)
              .map(({ item, name }) => name ?? item)
              .join(', ')}
            {history.length > named && ` and ${plural(history.length - named, 'more item', 'more items')}`}
          </p>
        )}
      </Answer>
      <div className="blind-lists">
        <BlindList run={left} user={user.user} k={k} title="Left" onPick={() => onPick('left')} />
        <BlindList run={right} user={user.user} k={k} title="Right" onPick={() => onPick('right')} />
      </div>
      <Button variant="default" onClick={() => onPick('same')}>
        No difference
      </Button>
    </div>
  );
}

type ListProps = { run: string; user: string; k: number; title: string; onPick(): void };

function BlindList({ run, user, k, title, onPick }: ListProps) {
  const list = useCall('users.list', { run, user, k });
  return (
    <section aria-label={`${title} list`}>
      <Answer query={list} what="a list">
        {({ rows }) => (
          <ol>
            {rows.map((row) => (
              <li key={row.item}>
                <span className="num muted">{row.rank}</span> <ItemName item={row} />
              </li>
            ))}
          </ol>
        )}
      </Answer>
      <Button variant="default" onClick={onPick}>
        {title} is better
      </Button>
    </section>
  );
}
