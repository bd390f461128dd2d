import type { SideInformation } from './model.ts';

const dayMs = 86_400_000;

/** What is left of something of this age: 2^(−age / half-life), 1 for what is new. */
export const decay = (ageMs: number, halfLifeDays: number): number =>
  2 ** (-Math.max(0, ageMs) / (halfLifeDays * dayMs));

/** The newest training event, which ages are counted from: what happens later must change nothing. NaN without times. */
export function newestTime({ events }: SideInformation): number {
  if (!events.times || events.times.length === 0) return NaN;
  return events.times.reduce((a, b) => Math.max(a, b), -Infinity);
}

/**
 * How new each item is, 2^(−age / half-life) in [0, 1]: since it was made, or since its first training event where that is unknown;
 * 0 where neither is known.
 */
export function freshnessOf(side: SideInformation, items: number, halfLifeDays: number): Float64Array {
  const born = birthsOf(side, items);
  const newestBorn = born.reduce((a, b) => (b > a ? b : a), -Infinity);
  const newest = newestTime(side);
  const now = Number.isNaN(newest) ? newestBorn : newest;
  return born.map((time) => (Number.isNaN(time) ? 0 : decay(now - time, halfLifeDays)));
}

function birthsOf({ events, itemCreatedAt }: SideInformation, items: number): Float64Array {
  const born = itemCreatedAt ? itemCreatedAt.slice() : new Float64Array(items).fill(NaN);
  const first = new Float64Array(items).fill(NaN);
  events.times?.forEach((time, event) => {
    const item = events.items[event]!;
    if (!(first[item]! <= time)) first[item] = time;
  });
  return born.map((time, item) => (Number.isNaN(time) ? first[item]! : time));
}
