import type { ChangedPair } from '#shared/domain/list-comparison.ts';
import { PlainHead } from '../../components/plain-head.tsx';
import { scrollable } from '../../components/scrollable.ts';
import { TextLink } from '../../components/text-link.tsx';
import { GroupMark } from '../../parts/group-mark.tsx';
import { formatFigure, formatSigned } from '../../text/number.ts';

type Props = { pairs: readonly ChangedPair[]; a: string; b: string; letter: string; least: number };

/** The pairs whose similarity changed most; each user leads to their own page. */
export function ChangedPairs({ pairs, a, b, letter, least }: Props) {
  const shown = pairs.filter(({ delta }) => Math.abs(delta) >= least);
  return (
    <section aria-label="Most changed pairs">
      <h3>The {pairs.length} pairs that changed most</h3>
      {shown.length === 0 ? (
        <p className="muted small">{pairs.length === 0 ? 'No pair changed.' : 'None changed by so much.'}</p>
      ) : (
        <section className="changed-pairs" {...scrollable('List of the most changed pairs')}>
          <table className="plain-table">
            <PlainHead of={['Users', { end: 'A' }, { end: letter }, { end: 'Δ' }]} />
            <tbody>
              {shown.map(({ users, delta, ...values }) => (
                <tr key={users.map(({ user }) => user).join(' ')}>
                  <td>
                    <span className="pair">
                      {users.map(({ user, group }) => (
                        <span key={user} className="pair-user">
                          <GroupMark group={group} />
                          <TextLink to="/users" search={{ user, a, b }}>
                            {user}
                          </TextLink>
                        </span>
                      ))}
                    </span>
                  </td>
                  <td className="num end">{formatFigure(values.a)}</td>
                  <td className="num end">{formatFigure(values.b)}</td>
                  <td className="num end">{formatSigned(delta)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </section>
  );
}
