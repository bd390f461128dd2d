import type { GroupDelta } from '#shared/domain/comparison.ts';
import type { Direction } from '#shared/domain/metric.ts';

/** One slice of users under A and B. */
export type Dumbbell = {
  name: string;
  /** Its place in the data's own order, which gives a group its colour. */
  index: number;
  users: number;
  a: number;
  b: number;
  delta: number;
  ci: readonly [number, number] | null;
  /** The interval holds 0. */
  isUncertain: boolean;
};

/** Slices with users, the one that loses most (by the metric's direction) first. */
export function dumbbells(slices: readonly GroupDelta[], direction: Direction): Dumbbell[] {
  const gain = ({ delta }: Dumbbell) => (direction === 'min' ? -delta : delta);
  return slices
    .flatMap(({ group, users, a, b, delta, ci }, index): Dumbbell[] => {
      if (a === null || b === null || delta === null) return [];
      const isUncertain = ci === null || (ci[0] <= 0 && ci[1] >= 0);
      return [{ name: group, index, users, a, b, delta, ci, isUncertain }];
    })
    .sort((x, y) => gain(x) - gain(y) || x.index - y.index);
}

/** The axis of some dumbbells: from the least to the greatest value, never of no width. */
export function dumbbellDomain(rows: readonly Dumbbell[]): [number, number] {
  const values = rows.flatMap(({ a, b }) => [a, b]);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return high > low ? [low, high] : [low - 0.5, high + 0.5];
}
