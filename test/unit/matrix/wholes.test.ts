import { describe, expect, it } from 'vitest';
import { localCompute } from '#runs/matrix/local-compute.ts';
import type { MeasureKind } from '#runs/matrix/measure.ts';
import { createRandom } from '#runs/matrix/random.ts';
import { scaled, scaledMatrix, scaleOf } from '#runs/matrix/wholes.ts';
import { randomCsr } from '../../support/matrices.ts';

describe('the scale that makes values whole', () => {
  it.each([
    [[1, 5, 0, 3], 1],
    [[0.5, 4.5], 2],
    [[0.1, 0.3, 0.7, 1], 10],
    // Sums of weights are off in the last digit.
    [[0.1 + 0.3 + 0.3, 0.1 + 0.2], 10],
    [[1, 0.25], 20],
    [[], 1],
    [[1 / 3], 0],
    [[1, -1], 0],
    [[0.1, 4000], 0],
    [[NaN], 0],
    [[Infinity], 0],
    [[0.300001], 0],
  ])('of %j is %d', (values, scale) => {
    expect(scaleOf(Float64Array.from(values))).toBe(scale);
  });

  it('loses the rounding of values, and keeps what is not whole in it', () => {
    expect(scaled(0.1 + 0.2, 10)).toBe(3);
    expect(scaled(0.25, 10)).toBe(2.5);
    expect(scaled(0.3, 0)).toBe(0.3);
  });

  it.each<[MeasureKind, number]>([
    [{ kind: 'cosine' }, 0],
    [{ kind: 'cosine' }, 3.5],
    [{ kind: 'dot' }, 0],
    [{ kind: 'asymmetric', alpha: 0.2 }, 1],
  ])('changes no similarity by %j with shrinkage %d', async (measure, shrinkage) => {
    const weights = randomCsr(createRandom(1, 'wholes'), 80, 40, 0.3, [0.1, 0.3, 0.7, 1]);
    // The same weights, moved so little that they are not whole any more.
    const moved = { ...weights, values: weights.values.map((value) => value * (1 + 1e-11)) };
    expect([scaleOf(weights.values), scaleOf(moved.values)]).toEqual([10, 0]);
    const compute = localCompute(() => false, 'plain');
    const options = { k: 79, shrinkage, minOverlap: 1, measure };
    const [whole, asTheyAre] = [await compute.topK(weights, options), await compute.topK(moved, options)];
    whole.similarities.forEach((similarity, n) => expect(similarity).toBeCloseTo(asTheyAre.similarities[n]!, 9));
  });

  it('copies no matrix that is whole already', () => {
    const ones = randomCsr(createRandom(2, 'wholes'), 5, 5, 0.5, [1]);
    expect(scaledMatrix(ones, 1)).toBe(ones);
    expect(scaledMatrix(ones, 0)).toBe(ones);
  });
});
