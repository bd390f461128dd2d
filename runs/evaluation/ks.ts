import { KindredError } from '#shared/api/errors.ts';

/** The longest list that is evaluated; lists of a page have tens of items. */
export const longestList = 1000;

/** @returns the distinct list lengths, ascending. @throws KindredError invalid_input */
export function checkKs(ks: readonly number[]): number[] {
  const wrong = ks.find((k) => !Number.isInteger(k) || k < 1 || k > longestList);
  if (wrong !== undefined || ks.length === 0) {
    const given = wrong === undefined ? 'none was given' : `${wrong} was given`;
    throw new KindredError('invalid_input', `List lengths K are whole numbers from 1 to ${longestList}; ${given}.`);
  }
  return [...new Set(ks)].sort((a, b) => a - b);
}
