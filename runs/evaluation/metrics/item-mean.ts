import type { MeasureList } from './metric.ts';

/** The mean of a value of items over each prefix of the list; items whose value is NaN are left out, and none gives NaN. */
export function itemMean(values: ArrayLike<number>): MeasureList {
  return ({ top }, ks, out) => {
    let sum = 0;
    let known = 0;
    let rank = 0;
    for (let i = 0; i < ks.length; i++) {
      for (; rank < top.length && rank < ks[i]!; rank++) {
        const value = values[top.items[rank]!]!;
        if (value !== value) continue;
        sum += value;
        known += 1;
      }
      out[i] = sum / known;
    }
  };
}
