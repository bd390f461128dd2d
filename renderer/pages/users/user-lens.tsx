import { Answer } from '../../components/answer.tsx';
import { useCall } from '../../core/use-call.ts';
import { HistoryPanel } from './history-panel.tsx';
import { ListsPanel } from './lists-panel.tsx';
import { NeighboursPanel } from './neighbours-panel.tsx';
import { useHistoryChange } from './use-history-change.ts';
import type { UsersChange, UsersSearch } from './users-search.ts';
import { WhyPanel } from './why-panel.tsx';

type Props = { a: string; user: string; k: number; search: UsersSearch; onChange: UsersChange };

/** All that is known of one user; what is imagined is forgotten with the user. */
export function UserLens({ a, user, k, search, onChange }: Props) {
  const view = useCall('users.show', { run: a, user });
  const imagined = useHistoryChange();
  const side = search.of === 'b' && search.b ? 'b' : 'a';
  return (
    <Answer query={view} what={`what is known of user ${user}`}>
      {(found) => (
        <>
          {!found.known && (
            <output className="lens-unknown">
              No user is called “{user}” in the data of this run. The lists are what somebody new would get.
            </output>
          )}
          <div className="lens">
            <HistoryPanel run={a} view={found} imagined={imagined} />
            <ListsPanel a={a} user={user} k={k} search={search} imagined={imagined} onChange={onChange} />
            <WhyPanel
              run={side === 'b' ? search.b! : a}
              side={search.b ? side : null}
              user={user}
              item={search.item}
              imagined={imagined}
              onUser={(other) => onChange({ user: other, item: undefined })}
            />
          </div>
          {found.known && (
            <NeighboursPanel run={a} view={found} onUser={(other) => onChange({ user: other, item: undefined })} />
          )}
        </>
      )}
    </Answer>
  );
}
