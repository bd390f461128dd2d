import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createHeldOut } from '#runs/evaluation/held-out.ts';
import { itemFacts } from '#runs/evaluation/item-facts.ts';
import { diversity, sampleUsers } from '#runs/evaluation/metrics/diversity.ts';
import { listDiversity } from '#runs/evaluation/metrics/list-diversity.ts';
import { createTopList } from '#runs/evaluation/top-list.ts';
import { emptyCsr } from '#runs/matrix/csr.ts';
import { createRandom } from '#runs/matrix/random.ts';
import { csrOf, randomCsr } from '../../support/matrices.ts';
import { csrOfItems } from './examples.ts';

/** A list of the given items for user 0. */
function listOf(items: readonly number[], catalogue: number) {
  const top = createTopList(items.length, catalogue);
  const scores = new Float64Array(catalogue);
  items.forEach((item, rank) => (scores[item] = 1 / (rank + 1)));
  top.select(scores);
  return { user: 0, top, heldOut: createHeldOut(emptyCsr(1, catalogue), emptyCsr(1, catalogue)) };
}

type Known = {
  beyond_accuracy: {
    recommendations: Record<string, number[]>;
    item_features: number[][];
    ILD_cosine: Record<string, number>;
  };
};

describe('diversity', () => {
  it('gives the known answers over item features', () => {
    const { beyond_accuracy: known } = JSON.parse(
      readFileSync(new URL('../../fixtures/metrics.json', import.meta.url), 'utf8'),
    ) as Known;
    const measure = listDiversity(csrOf(known.item_features));
    const out = new Float64Array(1);
    for (const [user, list] of Object.entries(known.recommendations)) {
      measure(listOf(list, known.item_features.length), [3], out);
      expect(Math.abs(out[0]! - known.ILD_cosine[user]!)).toBeLessThan(1e-9);
    }
  });

  it('is 0 for items with the same users, 1 for items without a common one, and undefined for one item', () => {
    const train = csrOfItems(
      [
        [0, 1, 2],
        [0, 1],
        [2, 3],
      ],
      5,
    );
    const measure = diversity.prepare(itemFacts(train), [1, 2]);
    const of = (items: number[]) => {
      const out = new Float64Array(2);
      measure(listOf(items, 5), [1, 2], out);
      return out;
    };
    expect(of([0, 1])[0]).toBeNaN();
    expect(of([0, 1])[1]).toBeCloseTo(0, 12);
    expect(of([0, 3])[1]).toBe(1);
    expect(of([0, 4])[1]).toBe(1);
  });

  it('measures everybody where that is affordable, and a fixed share of users where it is not', () => {
    const facts = itemFacts(randomCsr(createRandom(1, 'test'), 4000, 20, 0.1));
    const share = (operations: number) => sampleUsers(facts, 10, operations).reduce((a, b) => a + b) / 4000;
    const most = facts.byPopularity.slice(0, 10).reduce((total, item) => total + facts.degree[item]!, 0);
    expect(share(most * 4000 * 1.001)).toBe(1);
    expect(share((most * 4000) / 4)).toBeCloseTo(0.25, 1);
    expect(sampleUsers(facts, 10, most * 100)).toEqual(sampleUsers(facts, 10, most * 100));
  });
});
