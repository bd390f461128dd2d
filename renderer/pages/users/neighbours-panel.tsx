import { useState } from 'react';
import { UnstyledButton } from '@mantine/core';
import type { Neighbour, Neighbourhood, UserView } from '#shared/domain/user-lens.ts';
import { Answer } from '../../components/answer.tsx';
import { Panel } from '../../components/panel.tsx';
import { PlainHead } from '../../components/plain-head.tsx';
import { scrollable } from '../../components/scrollable.ts';
import { useCall } from '../../core/use-call.ts';
import { GroupMark } from '../../parts/group-mark.tsx';
import { formatFigure } from '../../text/number.ts';
import { plural } from '../../text/plural.ts';
import { EgoGraph } from './ego-graph.tsx';

type Props = { run: string; view: UserView; onUser(user: string): void };

/** Neighbours of the picture: with the user it has thirty nodes. */
const shown = 29;
/** Shared items that are named in a row. */
const named = 6;

/** Who is like this user: the list, and the same as a picture. */
export function NeighboursPanel({ run, view, onUser }: Props) {
  const found = useCall('users.neighbours', { run, user: view.user, limit: shown });
  const [pointed, setPointed] = useState<string | null>(null);
  return (
    <Panel title="Neighbours" className="neighbours" flush>
      <Answer query={found} what={`the neighbours of ${view.user}`}>
        {(neighbourhood) =>
          neighbourhood.neighbours.length === 0 ? (
            <p className="history-none muted">Nobody has anything in common with this user.</p>
          ) : (
            <div className="neighbours-body">
              <div>
                <p className="history-counts muted small">{said(neighbourhood)}</p>
                <section className="neighbour-list" {...scrollable('List of neighbours')}>
                  <NeighbourTable
                    neighbours={neighbourhood.neighbours}
                    pointed={pointed}
                    onPoint={setPointed}
                    onUser={onUser}
                  />
                </section>
              </div>
              <EgoGraph view={view} {...neighbourhood} pointed={pointed} onPoint={setPointed} onUser={onUser} />
            </div>
          )
        }
      </Answer>
    </Panel>
  );
}

const said = ({ by, neighbours }: Neighbourhood) =>
  by === 'model'
    ? `The ${plural(neighbours.length, 'neighbour')} that this model goes by, by its own similarity.`
    : `This model has no neighbours among users: the ${neighbours.length} most similar by the cosine of what they have in training.`;

type TableProps = {
  neighbours: readonly Neighbour[];
  pointed: string | null;
  onPoint(user: string | null): void;
  onUser(user: string): void;
};

function NeighbourTable({ neighbours, pointed, onPoint, onUser }: TableProps) {
  return (
    <table className="plain-table">
      <PlainHead of={['User', 'Group', { end: 'Similarity' }, { end: 'Shared' }, 'Both have']} />
      <tbody>
        {neighbours.map(({ user, group, similarity, shared }) => (
          <tr
            key={user}
            data-pointed={pointed === user || undefined}
            onMouseEnter={() => onPoint(user)}
            onMouseLeave={() => onPoint(null)}
          >
            <td>
              <UnstyledButton className="text-link because-user" onClick={() => onUser(user)}>
                {user}
              </UnstyledButton>
            </td>
            <td>
              <GroupMark group={group} isNamed />
            </td>
            <td className="num end">{formatFigure(similarity)}</td>
            <td className="num end">{shared.length}</td>
            <td className="muted small neighbour-shared">
              {shared
                .slice(0, named)
                .map(({ item, name }) => name ?? item)
                .join(', ')}
              {shared.length > named && ` and ${shared.length - named} more`}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
