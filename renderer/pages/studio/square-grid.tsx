import { Fragment, type ReactNode } from 'react';
import { GroupLetter } from './group-letter.tsx';

export type SquareGroup = { name: string; letter: string };

type Props = {
  label: string;
  groups: readonly SquareGroup[];
  /** The cell of row a and column b, as a `td`. */
  cell(a: number, b: number): ReactNode;
};

/** A table of each two groups. */
export function SquareGrid({ label, groups, cell }: Props) {
  return (
    <table className="studio-square" aria-label={label}>
      <thead>
        <tr>
          <th scope="col">
            <span className="hidden-text">Group</span>
          </th>
          {groups.map(({ name, letter }, group) => (
            <th key={group} scope="col" aria-label={name}>
              <GroupLetter group={group} letter={letter} />
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {groups.map(({ name, letter }, a) => (
          <tr key={a}>
            <th scope="row" aria-label={name}>
              <GroupLetter group={a} letter={letter} />
            </th>
            {groups.map((_, b) => (
              <Fragment key={b}>{cell(a, b)}</Fragment>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
