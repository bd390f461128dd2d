import { colourAt, colourScales } from '#shared/domain/colour-scales.ts';
import { textOn } from '#shared/domain/group-colours.ts';
import { useTokens } from '../../theme/use-tokens.ts';
import { GroupLetter } from './group-letter.tsx';

type Group = { name: string; letter: string };
type Props = {
  label: string;
  groups: readonly Group[];
  /** groups × groups; null where there is no number. */
  values: readonly (readonly (number | null)[])[];
  /** The values at both ends of the colours. */
  range: readonly [number, number];
  format(value: number): string;
};

/** Numbers of each two groups as coloured cells: picture and table in one. */
export function SquareTable({ label, groups, values, range: [least, most], format }: Props) {
  const { scheme } = useTokens();
  const colourOf = (value: number) => {
    const share = most > least ? (value - least) / (most - least) : 0;
    return colourAt(colourScales.cividis, Math.min(1, Math.max(0, share)), scheme === 'light');
  };
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
            {groups.map((other, b) => {
              const value = values[a]?.[b] ?? null;
              if (value === null) return <td key={b}>–</td>;
              const colour = colourOf(value);
              return (
                <td
                  key={b}
                  className="studio-shade num"
                  title={`${name} × ${other.name}: ${value}`}
                  style={{ background: `rgb(${colour.join(' ')})`, color: textOn(colour) }}
                >
                  {format(value)}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
