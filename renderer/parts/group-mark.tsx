import { groupColour, textOn } from '#shared/domain/group-colours.ts';
import type { UserRow } from '#shared/domain/user-lens.ts';
import './group-mark.css';

/** Colour and letter of a user's group, and its name where there is room. */
export function GroupMark({ group, isNamed = false }: { group: UserRow['group']; isNamed?: boolean }) {
  if (!group) return null;
  const colour = groupColour(group.index);
  return (
    <span className="group-mark">
      <span className="group-letter" style={{ background: colour, color: textOn(colour) }} aria-hidden={isNamed}>
        {group.letter}
      </span>
      {isNamed ? <span>{group.name}</span> : <span className="hidden-text">{group.name}</span>}
    </span>
  );
}
