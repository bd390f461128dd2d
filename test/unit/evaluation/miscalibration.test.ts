import { describe, expect, it } from 'vitest';
import { evaluate } from '#runs/evaluation/evaluate.ts';
import { membershipOf } from '#runs/data/membership.ts';
import { csrOf } from '../../support/matrices.ts';
import { csrOfItems, listRanker, optionsWith } from './examples.ts';

/** Items 0 to 4 of drama, comedy, both, neither, drama. */
const categories = membershipOf([[0], [1], [0, 1], [], [0]], 2);
const smoothed = (p: number, q: number) => p * Math.log(p / (0.99 * q + 0.01 * p));

function miscalibrationOf(profile: number[], list: number[], k = 2): number {
  const train = csrOf([profile]);
  const test = csrOfItems([[4]], 5);
  const { metrics } = evaluate(listRanker([list], 5), train, test, optionsWith({ ks: [k], categories }));
  return metrics[`miscalibration@${k}`]!;
}

describe('miscalibration', () => {
  it('is the divergence of the list’s categories from the profile’s, each item spread over its own', () => {
    // The profile is drama 3/4, comedy 1/4; the list comedy alone.
    expect(miscalibrationOf([1, 0, 1, 0, 0], [1, 3])).toBeCloseTo(smoothed(0.75, 0) + smoothed(0.25, 1), 12);
  });

  it('is 0 where both are alike, whatever the weights above 0, and dislikes do not count', () => {
    expect(miscalibrationOf([5, -1, 0, 0, 0], [4])).toBe(0);
    expect(miscalibrationOf([5, 2, 0, 0, 0], [2], 1)).toBe(0);
  });

  it('has no value where the profile or the list has no categories', () => {
    expect(miscalibrationOf([0, 0, 0, 1, 0], [4])).toBeNaN();
    expect(miscalibrationOf([1, 0, 0, 0, 0], [3], 1)).toBeNaN();
  });

  it('is not measured for data without categories', () => {
    const { metrics } = evaluate(listRanker([[1]], 5), csrOf([[1, 0, 0, 0, 0]]), csrOfItems([[4]], 5), optionsWith());
    expect(Object.keys(metrics).filter((name) => name.startsWith('miscalibration'))).toEqual([]);
  });
});
