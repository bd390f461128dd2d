import { describe, expect, it } from 'vitest';
import { meanWithInterval } from '#shared/domain/statistics.ts';
import { compareSlices, sliceMeans, slicingsOf } from '#runs/evaluation/slices.ts';

const facts = {
  group: Float32Array.of(0, 1, 0, NaN, 1, 1, 0),
  train_items: Float32Array.of(0, 1, 4, 5, 9, 19, 20),
};
const [byGroup, byActivity] = slicingsOf(facts, ['cats', 'dogs']);

describe('slices of users', () => {
  it('are their true groups and their number of items in train', () => {
    expect(byGroup).toMatchObject({
      by: 'group',
      names: ['cats', 'dogs'],
      ofUser: Int32Array.of(0, 1, 0, -1, 1, 1, 0),
    });
    expect(byActivity!.names).toEqual(['0', '1–4', '5–9', '10–19', '20+']);
    expect(byActivity!.ofUser).toEqual(Int32Array.of(0, 1, 1, 2, 2, 3, 4));
  });

  it('are by activity alone where the data has no groups, and none for a run that kept nothing of its users', () => {
    expect(slicingsOf(facts, null).map(({ by }) => by)).toEqual(['activity']);
    expect(slicingsOf({}, ['cats'])).toEqual([]);
  });

  it('count a user with items in some folds only among those with items', () => {
    const [sliced] = slicingsOf({ train_items: Float32Array.of(0.75, 4.5) }, null);
    expect(sliced!.ofUser).toEqual(Int32Array.of(1, 1));
  });

  it('have the mean of their users with a value, its interval and their number', () => {
    const values = Float32Array.of(0.5, 0.25, 1, 0.125, NaN, 0.75, 0);
    const { slices } = sliceMeans(values, byGroup!);
    expect(slices).toEqual([
      { name: 'cats', letter: null, ...meanWithIntervalOf([0.5, 1, 0]) },
      { name: 'dogs', letter: null, ...meanWithIntervalOf([0.25, 0.75]) },
    ]);
    const buckets = sliceMeans(values, byActivity!).slices;
    expect(buckets.map(({ n }) => n)).toEqual([1, 2, 1, 1, 1]);
    expect(sliceMeans(new Float32Array(7).fill(NaN), byGroup!).slices[0]).toMatchObject({ n: 0, mean: null, ci: null });
  });

  function meanWithIntervalOf(values: number[]) {
    const { n, mean, ci } = meanWithInterval(values);
    return { n, mean, ci };
  }
});

describe('two runs by slices', () => {
  const a = Float32Array.of(0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5);
  const b = Float32Array.of(0.75, 0.25, 0.75, 0.5, 0.25, 0.25, 0.75);

  it('have the paired difference of each slice', () => {
    const { slices, simpson } = compareSlices('ndcg@10', 0, a, b, byGroup!);
    expect(slices).toMatchObject([
      { group: 'cats', users: 3, a: 0.5, b: 0.75, delta: 0.25, ci: [0.25, 0.25] },
      { group: 'dogs', users: 3, a: 0.5, b: 0.25, delta: -0.25, ci: [-0.25, -0.25] },
    ]);
    expect(simpson).toBe(false);
  });

  it('are flagged where every slice contradicts all users together', () => {
    // Users that only one run has a value for move the overall means, and no slice.
    const better = b.map((value, user) => (user === 3 ? NaN : Math.abs(value - 0.5) + 0.5));
    expect(compareSlices('arp@10', -0.1, a, better, byGroup!).simpson).toBe(true);
    expect(compareSlices('arp@10', 0.1, a, better, byGroup!).simpson).toBe(false);
    expect(compareSlices('arp@10', -0.1, a, b, byGroup!).simpson).toBe(false);
    expect(compareSlices('arp@10', null, a, better, byGroup!).simpson).toBe(false);
  });
});
