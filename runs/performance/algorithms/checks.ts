import { KindredError } from '#shared/api/errors.ts';
import type { SavedModel } from '#runs/models/model.ts';

/** An array of a saved model with all of its numbers finite. @param length as many as it must have; any number unless said */
export function finiteArray(arrays: SavedModel['arrays'], name: string, length?: number): Float64Array {
  const found = arrays[name];
  if (!(found instanceof Float64Array)) throw refused(`it has no array "${name}" of numbers`);
  if (length !== undefined && found.length !== length) {
    throw refused(`its array "${name}" has ${found.length} numbers instead of ${length}`);
  }
  if (!found.every((value) => Number.isFinite(value)))
    throw refused(`its array "${name}" has a number that is not finite`);
  return found;
}

/** An array of whole numbers between two bounds, both included. */
export function wholeArray(
  arrays: SavedModel['arrays'],
  name: string,
  { from, to, length }: { from: number; to: number; length?: number },
): Int32Array {
  const found = arrays[name];
  if (!(found instanceof Int32Array)) throw refused(`it has no array "${name}" of whole numbers`);
  if (length !== undefined && found.length !== length) {
    throw refused(`its array "${name}" has ${found.length} numbers instead of ${length}`);
  }
  if (!found.every((value) => value >= from && value <= to)) {
    throw refused(`its array "${name}" has a number that is not from ${from} to ${to}`);
  }
  return found;
}

export function finiteNumber(meta: SavedModel['meta'], name: string): number {
  const found = meta[name];
  if (typeof found === 'number' && Number.isFinite(found)) return found;
  throw refused(`it has no number "${name}"`);
}

export const refused = (why: string): KindredError =>
  new KindredError(
    'invalid_input',
    `The saved model cannot be used: ${why}. It was changed or is damaged; train it again.`,
  );
