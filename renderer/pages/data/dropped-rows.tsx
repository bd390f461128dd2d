import type { Dataset } from '#shared/domain/dataset.ts';
import { PlainHead } from '../../components/plain-head.tsx';
import { SaveButton } from '../../parts/save-button.tsx';
import { formatCount } from '../../text/number.ts';

/** What was left out or repaired on reading, the most frequent reason first. */
export function DroppedRows({ dataset: { id, name, version, profile } }: { dataset: Dataset }) {
  const { dropped, rejected } = profile;
  return (
    <section>
      <div className="data-recipe-head">
        <h3 id="data-dropped">Left out or repaired on reading</h3>
        {rejected && (
          <SaveButton
            path="rejected"
            query={{ dataset: id }}
            name={`${name}-v${version}-left-out.csv`}
            text="Rows"
            label="Download the rows that were left out"
          />
        )}
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
