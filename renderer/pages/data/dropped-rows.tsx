import type { ReactNode } from 'react';
import type { Dropped } from '#shared/domain/dataset.ts';
import { PlainHead } from '../../components/plain-head.tsx';
import { formatCount } from '../../text/number.ts';

/** What was left out or repaired on reading, the most frequent reason first. */
export function DroppedRows({ dropped, aside }: { dropped: readonly Dropped[]; aside?: ReactNode }) {
  return (
    <section>
      <div className="data-recipe-head">
        <h3 id="data-dropped">Left out or repaired on reading</h3>
        {aside}
      </div>
      {dropped.length === 0 ? (
        <p className="muted">Nothing: every row was taken as it is.</p>
      ) : (
        <table className="plain-table" aria-labelledby="data-dropped">
          <PlainHead of={['Reason', { end: 'Rows' }, 'Example']} />
          <tbody>
            {dropped
              .toSorted((a, b) => b.rows - a.rows)
              .map(({ reason, rows, example }) => (
                <tr key={reason}>
                  <th scope="row" className="data-reason">
                    {reason}
                  </th>
                  <td className="num end">{formatCount(rows)}</td>
                  <td className="data-reason muted">{example ?? '–'}</td>
                </tr>
              ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
