import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { evaluate, type Ranker } from '#runs/evaluation/evaluate.ts';
import { columnCounts, type Csr } from '#runs/matrix/csr.ts';
import { hasMl1m, readMl1mTest, readMl1mTrain } from '../../support/ml-1m.ts';
import { csrOfItems, negativesOf, optionsWith } from './examples.ts';

type Known = Record<'popularity', Record<'optimistic' | 'pessimistic' | 'expected', Record<string, number>>>;

const { popularity: known } = JSON.parse(
  readFileSync(new URL('../../fixtures/ml-1m-ncf.json', import.meta.url), 'utf8'),
) as Known;

function popularityOf(train: Csr): Ranker {
  const degree = Float64Array.from(columnCounts(train), (users) => users / train.rows);
  return {
    score(_, out) {
      out.set(degree);
      return true;
    },
  };
}

const named = (kind: keyof typeof known) => (name: string, k: number) => known[kind][`${name}@${k}`];

describe.skipIf(!hasMl1m)('on MovieLens 1M (skipped where ../shared/data/ml-1m-ncf is absent)', () => {
  it('popularity among the given candidates has the published figures, expected and at both bounds', () => {
    const train = readMl1mTrain();
    const { positive, candidates } = readMl1mTest();
    const test = csrOfItems(Array.from(positive, (item) => [item]), train.cols); // prettier-ignore
    const negatives = negativesOf(candidates.map((items) => [...items]));
    const options = optionsWith({ candidates: 'given', negatives });
    const { metrics, tieBounds, counts } = evaluate(popularityOf(train), train, test, options);

    expect(counts.evaluated).toBe(6040);
    for (const k of [5, 10]) {
      expect(metrics[`hit_rate@${k}`]).toBeCloseTo(named('expected')('HR', k)!, 4);
      expect(metrics[`ndcg@${k}`]).toBeCloseTo(named('expected')('NDCG', k)!, 4);
      for (const bound of ['optimistic', 'pessimistic', 'expected'] as const) {
        expect(tieBounds![`hit_rate@${k}`]![bound]).toBeCloseTo(named(bound)('HR', k)!, 4);
        expect(tieBounds![`ndcg@${k}`]![bound]).toBeCloseTo(named(bound)('NDCG', k)!, 4);
      }
    }
  });
});
