import { useState } from 'react';
import { SegmentedControl, UnstyledButton } from '@mantine/core';
import type { ListComparison } from '#shared/domain/list-comparison.ts';
import { Answer } from '../../components/answer.tsx';
import { Panel } from '../../components/panel.tsx';
import { PlainHead } from '../../components/plain-head.tsx';
import { scrollable } from '../../components/scrollable.ts';
import { TextLink } from '../../components/text-link.tsx';
import { useCall } from '../../core/use-call.ts';
import { GroupMark } from '../../parts/group-mark.tsx';
import { RankSlope } from '../../parts/rank-slope.tsx';
import { formatCount, formatFigure } from '../../text/number.ts';
import { plural } from '../../text/plural.ts';
import { CountBars } from './count-bars.tsx';
import type { CompareChange } from './compare-search.ts';

type Props = { a: string; b: string; letter: string; k: number; user: string | undefined; onChange: CompareChange };

/** How differently users are served: the distribution of agreement, and those whose lists changed most. */
export function ListsPanel(props: Props) {
  const { a, b, k } = props;
  const found = useCall('lists.compare', { a, b, k });
  return (
    <Panel title={`Lists of the top ${k}`}>
      <Answer query={found} what="the lists of both runs">
        {(lists) =>
          lists.users === 0 ? (
            <p className="muted">Neither run recommends anything.</p>
          ) : (
            <Lists {...props} lists={lists} />
          )
        }
      </Answer>
    </Panel>
  );
}

function Lists({ a, b, letter, user, onChange, lists }: Props & { lists: ListComparison }) {
  const { k, p, users, sampled, changed } = lists;
  const [by, setBy] = useState<'overlap' | 'rbo'>('overlap');
  const shown = user ?? changed[0]?.user;
  const bars =
    by === 'overlap'
      ? lists.overlap.map((count, common) => ({ name: String(common), count }))
      : lists.rbo.map((count, part) => ({ name: (part / lists.rbo.length).toFixed(2), count }));
  return (
    <div className="list-changes">
      <div className="list-agreement">
        <p>
          On average <strong className="num">{formatFigure(lists.mean_overlap * k)}</strong> of {k} items are in both
          lists of a user (overlap@{k} <span className="num">{formatFigure(lists.mean_overlap)}</span>); RBO{' '}
          <span className="num">{formatFigure(lists.mean_rbo)}</span> with p = {p}. {plural(lists.identical, 'user')} of{' '}
          {formatCount(users)} get the same list{sampled && ` (${sampled})`}.
        </p>
        <SegmentedControl
          aria-label="Measure of agreement"
          data={[
            { value: 'overlap', label: `Common items of ${k}` },
            { value: 'rbo', label: `RBO (p = ${p})` },
          ]}
          value={by}
          onChange={(value) => setBy(value === 'rbo' ? 'rbo' : 'overlap')}
        />
        <CountBars
          bars={bars}
          label={
            by === 'overlap' ? 'Users by the number of common items' : 'Users by RBO, from the lower end of each part'
          }
        />
      </div>
      <section aria-label="Most changed users">
        <h3>Most changed users</h3>
        <section className="changed-users" {...scrollable('List of the most changed users')}>
          <table className="plain-table">
            <PlainHead of={['User', 'Group', { end: 'Common' }, { end: 'RBO' }, { hidden: 'More' }]} />
            <tbody>
              {changed.map((row) => (
                <tr key={row.user} data-user={row.user} data-shown={row.user === shown || undefined}>
                  <td>
                    <UnstyledButton
                      className="text-link changed-user"
                      aria-pressed={row.user === shown}
                      onClick={() => onChange({ user: row.user })}
                    >
                      {row.user}
                    </UnstyledButton>
                  </td>
                  <td>
                    <GroupMark group={row.group} isNamed />
                  </td>
                  <td className="num end">
                    {row.common} of {k}
                  </td>
                  <td className="num end">{formatFigure(row.rbo)}</td>
                  <td className="end">
                    <TextLink to="/users" search={{ user: row.user, a, b }}>
                      Why?<span className="hidden-text"> {row.user}</span>
                    </TextLink>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      </section>
      {shown !== undefined && <UserShift a={a} b={b} letter={letter} k={k} user={shown} />}
    </div>
  );
}

/** The slope chart of one user. */
function UserShift({ a, b, letter, k, user }: { a: string; b: string; letter: string; k: number; user: string }) {
  const before = useCall('users.list', { run: a, user, k });
  const after = useCall('users.list', { run: b, user, k });
  return (
    <section aria-label={`Rank shift of ${user}`}>
      <h3>
        {user}: A to {letter}
      </h3>
      <Answer query={before} what={`the list of ${user} under A`}>
        {(listA) => (
          <Answer query={after} what={`the list of ${user} under ${letter}`}>
            {(listB) => <RankSlope a={listA.rows} b={listB.rows} />}
          </Answer>
        )}
      </Answer>
    </section>
  );
}
