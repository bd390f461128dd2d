import type { Preparation } from '#shared/domain/query-training.ts';

/** The scale that execution times are modelled on. */
export type TargetScale = Preparation['target_scale'];

/** A time below this is taken for it where log(ms) is modelled: a tenth of the microsecond that Postgres counts in. */
const leastMs = 1e-4;

export const toScale = (ms: number, scale: TargetScale): number =>
  scale === 'log1p' ? Math.log1p(ms) : Math.log(Math.max(ms, leastMs));

/** The way back; never negative. Beyond what a number holds it is the greatest one. */
export function fromScale(value: number, scale: TargetScale): number {
  const ms = scale === 'log1p' ? Math.expm1(value) : Math.exp(value);
  return Math.min(Math.max(0, ms), Number.MAX_VALUE);
}
