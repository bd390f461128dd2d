import type { Contribution } from '#shared/domain/run.ts';

/** Turns weighted sums into scores: divided by `most`, the greatest possible sum, and kept within [0, 1] (negative weights speak against an item). */
export function scaleScore(sum: number, most: number): number {
  return Math.max(0, Math.min(1, sum / most));
}

/** `scaleScore` of each sum in place. @returns whether any score is above 0 */
export function scaleScores(sums: Float64Array, most: number): boolean {
  let any = false;
  for (let item = 0; item < sums.length; item++) {
    if (sums[item] === 0) continue;
    sums[item] = scaleScore(sums[item]!, most);
    any ||= sums[item]! > 0;
  }
  return any;
}

/** Where the scores of one user begin and end before they are mapped to [0, 1]. */
export type Spread = { low: number; high: number };

/** Scores that differ by less than this share of what they could be are alike but for rounding; 1e-9 of a score is 1e-15 of its addends. */
const alike = 1e-6;

/**
 * Maps any real scores of one user to [0, 1] in place: (x − low) / (high − low), low = the least or 0 where none is below it,
 * high = the greatest. The order stays, and 0 stays 0 where it is the least: nothing speaks for the item.
 * @param possible how great the addends of a score can be together
 * @returns null where all are alike, which says nothing; they are 0 then
 */
export function spreadScores(raw: Float64Array, possible: number): Spread | null {
  let low = 0;
  let high = -Infinity;
  for (let item = 0; item < raw.length; item++) {
    low = Math.min(low, raw[item]!);
    high = Math.max(high, raw[item]!);
  }
  if (!(high - low > alike * possible)) {
    raw.fill(0);
    return null;
  }
  const width = high - low;
  for (let item = 0; item < raw.length; item++) raw[item] = (raw[item]! - low) / width;
  return { low, high };
}

/** Addends of a spread score, greatest first; with one for where the scale begins, where that is below 0. */
export function explainSpread(addends: Contribution[], { low, high }: Spread): Contribution[] {
  const width = high - low;
  const scaled = addends.map((addend) => ({ ...addend, value: addend.value / width }));
  if (low < 0) {
    const text = `the lowest score of this user, −${Number((-low).toPrecision(3))}, is where the scale begins`;
    scaled.push({ kind: 'other', id: null, value: -low / width, similarity: null, text });
  }
  return scaled.sort(greatestFirst);
}

/** Greatest first, then the smaller index; with an addend for what `scaleScore` cut off, where it did. */
export function explainScore(addends: Contribution[], most: number): Contribution[] {
  const sum = addends.reduce((total, { value }) => total + value, 0);
  const scaled = addends.map((addend) => ({ ...addend, value: addend.value / most }));
  const cut = scaleScore(sum, most) - sum / most;
  if (Math.abs(cut) > 1e-12) {
    scaled.push({ kind: 'other', id: null, value: cut, similarity: null, text: 'scores are kept between 0 and 1' });
  }
  return scaled.sort(greatestFirst);
}

/** The order of explanations. */
export const greatestFirst = (a: Contribution, b: Contribution): number =>
  b.value - a.value || Number(a.id) - Number(b.id);
