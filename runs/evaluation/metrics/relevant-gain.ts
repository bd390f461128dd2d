import { discountSum } from '../discount.ts';
import type { MeasureList } from './metric.ts';

/** Σ of discount · value over the list's relevant items, divided by Σ of the discounts of ranks 1…K. */
export function relevantGain(values: Float64Array): MeasureList {
  return ({ top, heldOut }, ks, out) => {
    let sum = 0;
    let rank = 0;
    for (let i = 0; i < ks.length; i++) {
      for (; rank < top.length && rank < ks[i]!; rank++) {
        const item = top.items[rank]!;
        if (heldOut.gain[item]! > 0) sum += discountSum(rank, rank + 1) * values[item]!;
      }
      out[i] = sum / discountSum(0, ks[i]!);
    }
  };
}
