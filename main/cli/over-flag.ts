import { InvalidArgumentError } from 'commander';
import type { ParamValue } from '#shared/domain/run.ts';
import type { SweepRange } from '#shared/domain/sweep.ts';
import { readSweepValues } from '#shared/domain/sweep-values.ts';

/** The values of a parameter in a sweep, or the range that they are drawn from. */
export type Over = ParamValue[] | SweepRange;

/** `10,20,50`, `10..200` or `0.001..1:log` */
export function readOver(text: string): Over {
  const found = readSweepValues(text);
  if (found) return found;
  throw new InvalidArgumentError('It must be values such as 10,20,50, or a range such as 10..200 or 0.001..1:log.');
}
