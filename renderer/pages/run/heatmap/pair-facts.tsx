import { useState } from 'react';
import { Button } from '@mantine/core';
import type { MatrixInfo } from '#shared/domain/matrix.ts';
import { PlainHead } from '../../../components/plain-head.tsx';
import { useCall } from '../../../core/use-call.ts';
import { UserLink } from '../../../parts/user-link.tsx';
import { formatFigure } from '../../../text/number.ts';
import { plural } from '../../../text/plural.ts';
import { sides } from './cell-text.ts';

type Props = { run: string; info: MatrixInfo; row: string; col: string };

/** Shared ones that are named before "and so on". */
const named = 4;

/** Of a single cell: what both have, and ways to its users. */
export function PairFacts({ run, info, row, col }: Props) {
  const [isOpen, setOpen] = useState(false);
  const pair = useCall('matrix.pair', { run, kind: info.kind, row, col }).data;
  const side = sides(info.kind);
  // On the diagonal both are the same user, who is opened once.
  const users = new Set([...(side.row === 'user' ? [row] : []), ...(side.col === 'user' ? [col] : [])]);
  const across = info.kind === 'item_similarity_matrix' ? 'user' : 'item';
  const both = pair?.entries.filter((entry) => entry.row !== null && entry.col !== null) ?? [];
  return (
    <div className="pair-facts small">
      {pair && pair.shared !== null && (
        <>
          <p className="num">
            shared {across}s {pair.shared} of {pair.row_items} / {pair.col_items}
          </p>
          {both.length > 0 && (
            <p className="muted">
              both have{' '}
              {both
                .slice(0, named)
                .map(({ id, name }) => name ?? id)
                .join(', ')}
              {both.length > named && ', …'}
            </p>
          )}
          <Button size="compact-xs" variant="default" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            {isOpen ? 'Close the two rows' : 'Compare the two rows'}
          </Button>
          {isOpen && (
            <table className="pair-table num" aria-label={`${row} and ${col}`}>
              <PlainHead of={[across, row, col]} />
              <tbody>
                {pair.entries.map((entry) => (
                  <tr key={entry.id}>
                    <th scope="row">{entry.name ?? entry.id}</th>
                    <td>{entry.row === null ? '–' : formatFigure(entry.row)}</td>
                    <td>{entry.col === null ? '–' : formatFigure(entry.col)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
        </>
      )}
      {pair?.value === null && pair.shared === null && (
        <p className="muted">{plural(pair.row_items, 'interaction')} of the user in training, none with this item.</p>
      )}
      <p className="pair-links">
        {[...users].map((user) => (
          <UserLink key={user} user={user} run={run} text={`Open ${user}`} />
        ))}
      </p>
    </div>
  );
}
