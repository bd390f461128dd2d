import { groupColour, textOn } from '#shared/domain/group-colours.ts';

/** A group's colour with its letter. */
export function GroupLetter({ group, letter }: { group: number; letter: string }) {
  const background = groupColour(group);
  return (
    <span className="studio-letter" style={{ background, color: textOn(background) }}>
      {letter}
    </span>
  );
}
