import type { Csr } from '#runs/matrix/csr.ts';
import type { ListMetric } from './metric.ts';

/** Share of the profile that is mixed into the list, so that a category which it lacks does not make the divergence infinite. */
const smoothing = 0.01;

/**
 * How far the categories of the list are from those of the user's training items (Steck, RecSys 2018): KL(p ‖ 0.99·q + 0.01·p), where an item
 * spreads 1 evenly over its categories, and p and q are the means over the items that have any. NaN without such items on either side.
 */
export const miscalibration: ListMetric = {
  name: 'miscalibration',
  needsCategories: true,
  prepare({ categories, train }, ks) {
    const count = categories?.cols ?? 0;
    const profile = new Float64Array(count);
    const listed = new Float64Array(count);
    return ({ user, top }, _, out) => {
      out.fill(NaN, 0, ks.length);
      if (!categories) return;
      profile.fill(0);
      listed.fill(0);
      let liked = 0;
      for (let at = train.indptr[user]!, end = train.indptr[user + 1]!; at < end; at++) {
        if (train.values[at]! > 0) liked += spread(categories, train.indices[at]!, profile);
      }
      let described = 0;
      for (let i = 0, rank = 0; i < ks.length; i++) {
        for (; rank < top.length && rank < ks[i]!; rank++) described += spread(categories, top.items[rank]!, listed);
        if (liked > 0 && described > 0) out[i] = divergence(profile, liked, listed, described);
      }
    };
  },
};

/** @returns 1 for an item that has categories, else 0 */
function spread({ indptr, indices }: Csr, item: number, to: Float64Array): number {
  const from = indptr[item]!;
  const end = indptr[item + 1]!;
  for (let at = from; at < end; at++) to[indices[at]!]! += 1 / (end - from);
  return end > from ? 1 : 0;
}

/** In nats, and at least 0, which rounding may miss where both are the same. */
function divergence(profile: Float64Array, liked: number, listed: Float64Array, described: number): number {
  let sum = 0;
  for (let category = 0; category < profile.length; category++) {
    const p = profile[category]! / liked;
    if (p === 0) continue;
    const q = (1 - smoothing) * (listed[category]! / described) + smoothing * p;
    sum += p * Math.log(p / q);
  }
  return Math.max(0, sum);
}
