import { z } from 'zod';

/** Identifies a dataset version, run, experiment or artifact: 12 or more lower-case letters and digits. */
export const Id = z.string().regex(/^[a-z0-9]{8,64}$/, 'an id of lower-case letters and digits');

/** A name given by a person: shown everywhere, accepted everywhere an id is. */
export const Name = z
  .string()
  .trim()
  .min(1, 'a name')
  .max(100)
  .regex(/^[^\p{Cc}/\\]+$/u, 'a name without control characters and slashes');

const integer = /^(0|-?[1-9]\d{0,14})$/;

/**
 * The one order of user and item ids: whole numbers by value, then everything else by code unit.
 * Vocabularies are stored in this order, so the smaller index is the smaller id wherever ties are broken.
 */
export function compareIds(a: string, b: string): number {
  const aIsInteger = integer.test(a);
  const bIsInteger = integer.test(b);
  if (aIsInteger && bIsInteger) return Number(a) - Number(b);
  if (aIsInteger !== bIsInteger) return aIsInteger ? -1 : 1;
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The ids in `compareIds` order, without a pattern match per comparison: whole numbers apart from the rest. */
export function sortIds(ids: readonly string[]): string[] {
  const numbers: number[] = [];
  const texts: string[] = [];
  for (const id of ids) {
    if (integer.test(id)) numbers.push(Number(id));
    else texts.push(id);
  }
  // A whole number of at most 15 digits is written back exactly as it was read.
  return [...Float64Array.from(numbers).sort()].map(String).concat(texts.sort());
}
