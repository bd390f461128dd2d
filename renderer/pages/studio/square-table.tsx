import { colourAt, colourScales } from '#shared/domain/colour-scales.ts';
import { textOn } from '#shared/domain/group-colours.ts';
import { useTokens } from '../../theme/use-tokens.ts';
import { SquareGrid, type SquareGroup } from './square-grid.tsx';

type Props = {
  label: string;
  groups: readonly SquareGroup[];
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
    <SquareGrid
      label={label}
      groups={groups}
      cell={(a, b) => {
        const value = values[a]?.[b] ?? null;
        if (value === null) return <td>–</td>;
        const colour = colourOf(value);
        return (
          <td
            className="studio-shade num"
            title={`${groups[a]!.name} × ${groups[b]!.name}: ${value}`}
            style={{ background: `rgb(${colour.join(' ')})`, color: textOn(colour) }}
          >
            {format(value)}
          </td>
        );
      }}
    />
  );
}
