import type { RowCheck } from '#shared/domain/dataset.ts';

/** Why a row is left out or repaired: the check that it fails, and the reason as people read it. */
export type RowFault = { check: RowCheck; reason: string };

/** Squares of weights must stay finite. */
export const maxWeight = 1e100;
export const maxIdLength = 512;

export const isUsableWeight = (value: number): boolean => Math.abs(value) <= maxWeight;

/**
 * What is wrong with a weight that is not usable.
 * @param subject how the reason begins: "a weight that", or the column's name
 * @param text what stood there, where it was text: NaN is told from what is no number
 */
export function weightFault(subject: string, value: number, text?: string): RowFault {
  const said = text?.trim() ?? '';
  const fault = (check: RowCheck, what: string): RowFault => ({
    check,
    reason: `${subject} is ${what}`,
  });
  if (/^[+-]?inf(inity)?$/i.test(said)) return fault('infinite', 'infinite');
  if (Number.isNaN(value)) return said === '' || /^[+-]?nan$/i.test(said) ? fault('nan', 'NaN') : fault('type', 'no number'); // prettier-ignore
  return Number.isFinite(value) ? fault('range', `beyond ${maxWeight}`) : fault('infinite', 'infinite');
}

export const longId = (of: 'user' | 'item'): RowFault => ({
  check: 'range',
  reason: `${of === 'user' ? 'a user' : 'an item'} id longer than ${maxIdLength} characters`,
});

export const widthFault = (cells: number, width: number): RowFault => ({
  check: 'shape',
  reason: `${cells} columns instead of ${width}`,
});

export const missingCell = (what: string): RowFault => ({ check: 'missing', reason: `no ${what}` });

/** What is left out on purpose. */
export const hiddenFault = ({ reason }: { reason: string }): RowFault => ({ check: 'excluded', reason });
