import type { Weighting } from '#shared/domain/weighting.ts';
import type { Weigher } from '../weigh.ts';
import type { UserModel } from './draw-user.ts';

/** Weight of a user–item pair, by the number of funnel steps taken less one. */
export function pairWeights({ funnel }: UserModel, weigh: Weigher, how: Weighting['aggregation']): number[] {
  const steps = funnel.map(({ type }) => weigh(type, 1));
  return steps.map((last, index) => {
    const taken = steps.slice(0, index + 1);
    if (how === 'last') return last;
    return how === 'max' ? Math.max(...taken) : taken.reduce((sum, weight) => sum + weight, 0);
  });
}

/** Quadrature over s = e^x: the integrand falls off on both sides within these bounds, whatever the weights. */
const from = -32;
const to = 9;
const step = 0.1;

/**
 * Mean of w₁ / √(w₁² + … + w_n²), the share of one item in the unit row of a user with n items, as a function of n ≥ 1. The weights
 * are independent, of the funnel's distribution; with 1/√R = 2/√π ∫ e^(−s²R) ds over s > 0 it is
 * 2/√π ∫ E[w·e^(−s²w²)] · E[e^(−s²w²)]^(n − 1) ds.
 */
export function unitShare({ funnel }: UserModel, weights: readonly number[]): (items: number) => number {
  const probabilities = funnel.map((_, taken) =>
    funnel.slice(1, taken + 2).reduce((product, { probability }, next) => {
      return product * (next === taken ? 1 - probability : probability);
    }, 1),
  );
  const scale = Math.sqrt(weights.reduce((sum, weight, at) => sum + probabilities[at]! * weight * weight, 0));
  if (scale === 0) return () => 0;
  const relative = weights.map((weight) => weight / scale);
  const grid = Array.from({ length: Math.round((to - from) / step) + 1 }, (_, at) => {
    const s = Math.exp(from + at * step);
    const decays = relative.map((weight, taken) => probabilities[taken]! * Math.exp(-s * s * weight * weight));
    const others = decays.reduce((sum, decay) => sum + decay, 0);
    const own = decays.reduce((sum, decay, taken) => sum + relative[taken]! * decay, 0);
    return { others, own: own * s };
  });
  return (items) => {
    const integral = grid.reduce((sum, { others, own }) => sum + own * others ** (items - 1), 0);
    return (2 / Math.sqrt(Math.PI)) * step * integral;
  };
}
