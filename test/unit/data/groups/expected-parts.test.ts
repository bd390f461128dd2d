import { describe, expect, it } from 'vitest';
import { createRandom } from '#runs/matrix/random.ts';
import { activityBins } from '#runs/data/groups/activity-bins.ts';
import { drawUser, userModel, type UserModel } from '#runs/data/groups/draw-user.ts';
import { tastesOf } from '#runs/data/groups/group-tastes.ts';
import { inclusion } from '#runs/data/groups/inclusion.ts';
import { pairWeights, unitShare } from '#runs/data/groups/unit-share.ts';
import { recipeOf } from '#runs/data/synthetic-groups.ts';

const weigh = (type: string | null) => Number(type);
const funnel = [
  { type: '0.1', probability: 1 },
  { type: '0.3', probability: 0.7 },
  { type: '0.6', probability: 0.4 },
];

/** A model of a group with these fields. */
function modelWith(fields: Record<string, unknown>, recipe: Record<string, unknown> = {}): UserModel {
  const pools = [{ name: 'a', size: 30 }];
  const groups = [{ name: 'g', letter: 'G', size: 10, pools: { a: 1 }, ...fields }];
  const whole = recipeOf({ recipe: { pools, groups, ...recipe } });
  const { picks, places } = tastesOf(whole);
  return userModel(whole.groups[0]!, picks[0]!, places, whole);
}

describe('inclusion', () => {
  /** Probability of each item among `count` drawn one after the other, by going through all orders. */
  function exactly(picks: readonly number[], count: number): number[] {
    const chances = picks.map(() => 0);
    const draw = (left: readonly number[], probability: number, drawn: readonly number[]): void => {
      if (drawn.length === count) return drawn.forEach((item) => (chances[item]! += probability));
      const sum = left.reduce((total, item) => total + picks[item]!, 0);
      for (const item of left) {
        draw(
          left.filter((other) => other !== item),
          (probability * picks[item]!) / sum,
          [...drawn, item],
        );
      }
    };
    draw([...picks.keys()], 1, []);
    return chances;
  }

  it('comes near to drawing one after the other, and sums to the count', () => {
    const picks = [0.35, 0.2, 0.15, 0.12, 0.08, 0.06, 0.04];
    for (const count of [1, 2, 4]) {
      const { shares } = inclusion(Float64Array.from(picks), count);
      expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(count, 9);
      exactly(picks, count).forEach((chance, item) => expect(Math.abs(shares[item]! - chance)).toBeLessThan(0.04));
    }
  });

  it('takes every item that can be drawn where there are no more', () => {
    expect([...inclusion(Float64Array.of(0.5, 0, 0.5), 2).shares]).toEqual([1, 0, 1]);
  });

  it('finds the same from any start', () => {
    const picks = Float64Array.of(0.9, 0.05, 0.03, 0.02);
    const plain = inclusion(picks, 2.5);
    for (const start of [0.1, 3, 500]) {
      inclusion(picks, 2.5, start).shares.forEach((share, item) => expect(share).toBeCloseTo(plain.shares[item]!, 9));
    }
  });
});

describe('unitShare', () => {
  const model = { funnel } as UserModel;

  /** By going through the weights of all items of a user. */
  function exactly(weights: readonly number[], chances: readonly number[], items: number): number {
    const go = (squares: number, first: number, left: number, chance: number): number =>
      left === 0
        ? chance * (first / Math.sqrt(squares))
        : weights.reduce((sum, w, at) => sum + go(squares + w * w, first, left - 1, chance * chances[at]!), 0);
    return weights.reduce((sum, w, at) => sum + go(w * w, w, items - 1, chances[at]!), 0);
  }

  it.each(['sum', 'max', 'last'] as const)('is the mean over all weights a user may have, by %s', (how) => {
    const weights = pairWeights(model, weigh, how);
    const share = unitShare(model, weights);
    for (const items of [1, 2, 5]) {
      expect(share(items)).toBeCloseTo(exactly(weights, [0.3, 0.7 * 0.6, 0.7 * 0.4], items), 9);
    }
  });

  it('is 1 / √n where all weights are equal, and 0 where they are 0', () => {
    const share = unitShare({ funnel: [funnel[0]!] } as UserModel, [7]);
    for (const items of [1, 2.5, 90]) expect(share(items)).toBeCloseTo(1 / Math.sqrt(items), 12);
    expect(unitShare({ funnel: [funnel[0]!] } as UserModel, [0])(3)).toBe(0);
  });
});

describe('activityBins', () => {
  it.each([
    [{ mean: 4, spread: 2, min: 2 }, 0],
    [{ mean: 20, spread: 12, min: 1 }, 0],
    [{ mean: 12, spread: 0, min: 2 }, 0.3],
  ])('has the numbers of items that users draw: %o, cold %d', (activity, cold_users) => {
    const model = modelWith({ activity }, { cold_users });
    const bins = activityBins(model, 100);
    const draws = 20_000;
    const counts = new Map<number, number>();
    const random = createRandom(1, 'draws');
    for (let user = 0; user < draws; user++) {
      const { length } = drawUser(model, user, random).items;
      counts.set(length, (counts.get(length) ?? 0) + 1);
    }
    expect(bins.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12);
    for (const { items, share } of bins) expect(Math.abs(share - (counts.get(items) ?? 0) / draws)).toBeLessThan(0.015);
  });

  it('joins neighbouring numbers and keeps their mean', () => {
    const model = modelWith({ activity: { mean: 15, spread: 4, min: 1 } });
    const mean = (most: number) => activityBins(model, most).reduce((sum, { share, items }) => sum + share * items, 0);
    expect(activityBins(model, 6).length).toBeLessThanOrEqual(6);
    expect(mean(6)).toBeCloseTo(mean(100), 9);
  });
});
