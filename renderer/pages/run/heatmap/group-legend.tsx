import { groupColour, textOn } from '#shared/domain/group-colours.ts';
import type { MatrixInfo } from '#shared/domain/matrix.ts';

/** Colour, letter and name of each group, as the tracks beside the cells show them. */
export function GroupLegend({ groups }: { groups: NonNullable<MatrixInfo['groups']> }) {
  return (
    <div className="legend">
      <h3>Groups</h3>
      <ul className="group-list small">
        {groups.names.map((name, index) => {
          const colour = groupColour(index);
          return (
            <li key={name}>
              <span className="group-swatch" style={{ background: colour, color: textOn(colour) }}>
                {groups.letters[index]}
              </span>
              {name}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
