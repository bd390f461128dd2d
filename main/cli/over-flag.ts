import { InvalidArgumentError } from 'commander';
import { ParamValue } from '#shared/domain/run.ts';
import { jsonOrText } from './flags.ts';

/** The values of a parameter in a sweep, or the range that they are drawn from. */
export type Over = ParamValue[] | { min: number; max: number; scale: 'linear' | 'log' };

const range = /^(-?[\d.]+(?:e-?\d+)?)\.\.(-?[\d.]+(?:e-?\d+)?)(:log)?$/i;

/** `10,20,50`, `10..200` or `0.001..1:log` */
export function readOver(text: string): Over {
  const [, low, high, log] = range.exec(text) ?? [];
  if (low !== undefined) {
    const [min, max] = [Number(low), Number(high)];
    if (Number.isFinite(min) && Number.isFinite(max)) return { min, max, scale: log ? 'log' : 'linear' };
    throw new InvalidArgumentError('A range is two numbers, such as 10..200 or 0.001..1:log.');
  }
  return text.split(',').map((part) => {
    const { success, data } = ParamValue.safeParse(jsonOrText(part.trim()));
    if (success && part.trim() !== '') return data;
    throw new InvalidArgumentError('Values are separated by commas, such as 10,20,50; a range is 10..200.');
  });
}
