import type { SweepMethod, SweepRung } from '#shared/domain/sweep.ts';

/**
 * Rungs of successive halving (Jamieson & Talwalkar 2016): the first has all trials on a share of the training interactions; each next
 * one has one in `eta` of them on `eta` times as many, the last all interactions. Other methods have one rung.
 */
export function rungsOf(method: SweepMethod, trials: number): SweepRung[] {
  if (method.kind !== 'halving') return [{ share: 1, trials }];
  const { eta, min_share } = method;
  const byTrials = Math.floor(Math.log(trials) / Math.log(eta) + 1e-9);
  const byShare = Math.floor(Math.log(1 / min_share) / Math.log(eta) + 1e-9);
  const last = Math.max(0, Math.min(byTrials, byShare));
  return Array.from({ length: last + 1 }, (_, rung) => ({
    share: eta ** (rung - last),
    trials: Math.max(1, Math.floor(trials / eta ** rung)),
  }));
}
