import type { ReactNode } from 'react';

/** A column's title: at the start, at the end where figures stand, or only for those who cannot see what stands below. */
export type HeadCell = string | { end: ReactNode } | { hidden: string };

/** The head of a plain table. */
export function PlainHead({ of, counted = false }: { of: readonly HeadCell[]; counted?: boolean }) {
  return (
    <thead>
      <tr aria-rowindex={counted ? 1 : undefined}>
        {of.map((cell, at) => (
          <th key={at} scope="col" className={typeof cell === 'object' && 'end' in cell ? 'end' : undefined}>
            <HeadText cell={cell} />
          </th>
        ))}
      </tr>
    </thead>
  );
}

function HeadText({ cell }: { cell: HeadCell }) {
  if (typeof cell === 'string') return cell;
  return 'end' in cell ? cell.end : <span className="hidden-text">{cell.hidden}</span>;
}
