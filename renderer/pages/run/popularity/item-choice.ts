import type { PopularityReport } from '#shared/domain/popularity.ts';

type Point = PopularityReport['points'][number];

export const itemChoices = [
  { value: 'all', label: 'all items' },
  { value: 'head', label: 'head' },
  { value: 'mid', label: 'mid' },
  { value: 'tail', label: 'tail' },
  { value: 'more', label: 'shown more than known' },
  { value: 'less', label: 'shown less than known' },
] as const;
export type ItemChoice = (typeof itemChoices)[number]['value'];

const passes = ({ band, lift }: Point, choice: ItemChoice): boolean => {
  switch (choice) {
    case 'all':
      return true;
    case 'more':
      return lift !== null && lift > 1;
    case 'less':
      return lift !== null && lift < 1;
    default:
      return band === choice;
  }
};

/** The items that stand in the table, in their order. @param framed  ids inside the frame that was drawn; null for none */
export function itemsShown(
  points: readonly Point[],
  choice: ItemChoice,
  framed: readonly string[] | null,
): readonly Point[] {
  const inside = framed && new Set(framed);
  return points.filter((point) => (!inside || inside.has(point.id)) && passes(point, choice));
}
