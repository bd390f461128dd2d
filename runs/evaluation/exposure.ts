import { slotsOf } from './columns.ts';
import type { HeldOut } from './held-out.ts';
import { exposureMetrics } from './metrics/all.ts';
import type { Exposure } from './metrics/metric.ts';
import type { Problem } from './problem.ts';
import { count, counted, type Tally } from './tally.ts';
import type { TopList } from './top-list.ts';

/** Counts what all lists show together, over the users that are added one after another. */
export function createExposure({ ks, facts }: Problem, heldOut: HeldOut, top: TopList, { counts, exposure }: Tally) {
  const { indptr, indices } = facts.train;
  const { shown, hit, relevant, seen } = exposure;
  return {
    add(user: number): void {
      if (top.length > 0) count(counts, counted.served);
      for (let i = 0; i < heldOut.count; i++) count(relevant, heldOut.items[i]!);
      for (let at = indptr[user]!, end = indptr[user + 1]!; at < end; at++) count(seen, indices[at]!);
      for (let k = 0; k < ks.length; k++) {
        for (let rank = 0; rank < top.length && rank < ks[k]!; rank++) {
          const item = top.items[rank]!;
          count(shown, k * facts.items + item);
          if (heldOut.gain[item]! > 0) count(hit, k * facts.items + item);
        }
      }
    },
  };
}

/** The metrics of all lists together. */
export function exposureValues({ ks, facts }: Problem, { counts, exposure }: Tally): Record<string, number> {
  const { relevant, seen } = exposure;
  const exposures = ks.map((k, index): [number, Exposure] => {
    const ofK = (counts: Int32Array) => counts.subarray(index * facts.items, (index + 1) * facts.items);
    const [users, served] = [counts[counted.evaluated]!, counts[counted.served]!];
    return [k, { k, users, served, shown: ofK(exposure.shown), hit: ofK(exposure.hit), relevant, seen }];
  });
  const byK = new Map(exposures);
  return Object.fromEntries(
    slotsOf(exposureMetrics, ks).map(({ key, metric, k }) => [key, metric.value(byK.get(k)!, facts)]),
  );
}
