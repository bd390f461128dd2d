import { describe, expect, it } from 'vitest';
import { evaluate } from '#runs/evaluation/evaluate.ts';
import { createNegatives } from '#runs/evaluation/negatives.ts';
import { emptyCsr } from '#runs/matrix/csr.ts';
import { csrOfItems, optionsWith, rankerOf } from './examples.ts';

const train = csrOfItems([[0, 1], [2], []], 40);
const test = csrOfItems([[2], [0, 39], [5]], 40);

const draw = (user: number, { size = 10, seed = 1 } = {}) => [...createNegatives(train, test, size, seed).draw(user)];

describe('sampled negatives', () => {
  it('are distinct, and neither seen nor held out', () => {
    const items = draw(1, { size: 37 });
    expect(new Set(items).size).toBe(37);
    expect(items).not.toEqual(expect.arrayContaining([0]));
    expect(items.filter((item) => [0, 2, 39].includes(item))).toEqual([]);
  });

  it('are all that is left where fewer than N are', () => {
    expect(draw(0, { size: 99 }).sort((a, b) => a - b)).toEqual(Array.from({ length: 37 }, (_, i) => i + 3));
  });

  it('depend on the seed and the user, not on the users before', () => {
    const negatives = createNegatives(train, test, 10, 1);
    negatives.draw(2);
    negatives.draw(0);
    expect([...negatives.draw(1)]).toEqual(draw(1));
    expect(draw(1, { seed: 2 })).not.toEqual(draw(1));
    expect(draw(0)).not.toEqual(draw(2));
  });

  it('are drawn evenly', () => {
    const counts = new Int32Array(40);
    for (let seed = 0; seed < 3900; seed++) for (const item of draw(2, { seed })) counts[item]! += 1;
    expect(counts[5]).toBe(0);
    // 1,000 each is expected; ± 5 standard deviations.
    const others = counts.filter((_, item) => item !== 5);
    expect(Math.min(...others)).toBeGreaterThan(863);
    expect(Math.max(...others)).toBeLessThan(1137);
  });

  it('are what the held-out items are ranked among', () => {
    const scores = Array.from({ length: 40 }, (_, item) => 1 - item / 100);
    const options = optionsWith({ ks: [20], candidates: 'sampled:5' });
    const { metrics, perUser } = evaluate(rankerOf([scores, scores, scores]), emptyCsr(3, 40), test, options);
    expect(metrics['coverage@20']).toBeLessThanOrEqual((3 * 5 + 4) / 40);
    // Item 0 comes before everything; item 39 after all five negatives.
    expect(perUser['map@20']![1]).toBeCloseTo((1 + 2 / 7) / 2, 6);
  });
});
