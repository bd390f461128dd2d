import type { DrawnWindow } from '../window-query.ts';

export type SelectionFigures = { mean: number; max: number; pairs: number };

/** Mean over the pairs that count, the greatest value of a cell, and the pairs; NaN without any. */
export function selectionFigures({ window: { values, counts } }: Pick<DrawnWindow, 'window'>): SelectionFigures {
  let sum = 0;
  let pairs = 0;
  let max = -Infinity;
  values.forEach((value, at) => {
    if (Number.isNaN(value)) return;
    sum += value * counts[at]!;
    pairs += counts[at]!;
    max = Math.max(max, value);
  });
  return { mean: sum / pairs, max: pairs > 0 ? max : NaN, pairs };
}
