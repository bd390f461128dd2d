import { expect, it } from 'vitest';
import { comparablePairs, suggestedPairs } from '../../../../renderer/parts/comparable-pairs.ts';
import { headline } from '../../../../renderer/parts/headline.ts';
import { sampleRun } from '../sample-run.ts';

const run = (number: number, fingerprint: string, candidates = 'all') =>
  sampleRun({ id: `run${number}`, number, split: { kind: 'temporal', fingerprint, candidates } });

it('suggests pairs that were measured alike, the older first', () => {
  const runs = [run(5, 'b'), run(4, 'a', 'given'), run(3, 'a'), run(2, 'b'), run(1, 'a')];
  const numbers = comparablePairs(runs).map((pair) => pair.map(({ number }) => number));
  expect(numbers).toEqual([
    [2, 5],
    [1, 3],
  ]);
});

it('suggests no pair of other list lengths, whose order says nothing', () => {
  const [short, long] = [
    [5, 10],
    [10, 20],
  ].map((ks, at) => sampleRun({ ...run(at + 1, 'a'), ks }));
  const turned = sampleRun({ ...run(3, 'a'), ks: [10, 5] });
  expect(suggestedPairs([turned, long!, short!], 'run2').map((pair) => pair.map(({ number }) => number))).toEqual([
    [1, 3],
  ]);
});

it('keeps to pairs with the chosen run', () => {
  const runs = [run(3, 'a'), run(2, 'a'), run(1, 'a')];
  expect(comparablePairs(runs, 'run2').map((pair) => pair.map(({ number }) => number))).toEqual([
    [2, 3],
    [1, 2],
  ]);
});

it('suggests the live run and the newest that was measured alike before all others, and each pair once', () => {
  const runs = [run(5, 'b'), run(4, 'a'), run(3, 'a'), run(2, 'b'), run(1, 'a')];
  const numbers = (live: string | null, chosen?: string) =>
    suggestedPairs(runs, live, chosen).map((pair) => pair.map(({ number }) => number));
  expect(numbers('run1')).toEqual([
    [1, 4],
    [2, 5],
    [3, 4],
  ]);
  expect(numbers('run3')[0]).toEqual([3, 4]);
  expect(numbers('run3')).toHaveLength(3);
  expect(numbers('run4')[0]).toEqual([4, 3]);
  expect(numbers(null)).toEqual(comparablePairs(runs).map((pair) => pair.map(({ number }) => number)));
  expect(numbers('run1', 'run2')).toEqual([[2, 5]]);
});

it('leaves runs out that did not finish', () => {
  const failed = sampleRun({ ...run(2, 'a'), status: 'FAILED' });
  expect(comparablePairs([failed, run(1, 'a')])).toEqual([]);
});

it('headlines nDCG at 10 where the runs have it, else what they have', () => {
  expect(headline([sampleRun({ metrics: { 'recall@10': 0.2, 'ndcg@10': 0.1, 'ndcg@5': 0.3 } })])).toBe('ndcg@10');
  expect(headline([sampleRun({ metrics: { 'ndcg@20': 0.1, 'ndcg@5': 0.3 } })])).toBe('ndcg@5');
  expect(headline([sampleRun({ metrics: {} })])).toBeUndefined();
});
