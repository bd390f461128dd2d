import { describe, expect, it } from 'vitest';
import type { ParamValue, Run } from '#shared/domain/run.ts';
import { encodeFeature, type Feature } from '#runs/evaluation/importance/encode.ts';
import { importanceOf } from '#runs/evaluation/importance/importance.ts';
import { permutationImportance } from '#runs/evaluation/importance/permutation-importance.ts';
import { growTree, predict } from '#runs/evaluation/importance/tree.ts';
import { createRandom, type Random } from '#runs/matrix/random.ts';

const range = (n: number) => Array.from({ length: n }, (_, at) => at);
const meanOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const errorOf = (values: readonly number[]) => values.reduce((sum, value) => sum + (value - meanOf(values)) ** 2, 0);

/** Slow and obvious: tries every edge of every feature and adds the squared errors of both sides up. Predicts one run. */
function slowTree(features: readonly Feature[], metric: Float64Array, rows: number[], run: number, depth = 0): number {
  const of = (some: readonly number[]) => some.map((row) => metric[row]!);
  let best = { gain: errorOf(of(rows)) * 1e-9, below: rows, above: rows, goesBelow: true };
  for (const { codes, places } of features) {
    for (const edge of range(places)) {
      const below = rows.filter((row) => codes[row]! < edge);
      const above = rows.filter((row) => codes[row]! >= edge);
      if (below.length < 3 || above.length < 3 || depth === 12) continue;
      const gain = errorOf(of(rows)) - errorOf(of(below)) - errorOf(of(above));
      if (gain > best.gain + 1e-12) best = { gain, below, above, goesBelow: codes[run]! < edge };
    }
  }
  if (best.below === rows) return meanOf(of(rows));
  return slowTree(features, metric, best.goesBelow ? best.below : best.above, run, depth + 1);
}

function features(random: Random, n: number): Feature[] {
  return [3, 20, 64].map((places, at) => ({
    name: `p${at}`,
    codes: Uint8Array.from({ length: n }, () => random.below(places)),
    places,
    values: places,
  }));
}

describe('a regression tree', () => {
  it.each([1, 2, 3])('predicts what the slow one predicts, also for runs drawn twice (%i)', (seed) => {
    const random = createRandom(seed, 'tree');
    const of = features(random, 60);
    const metric = Float64Array.from(of[0]!.codes, (code) => code + random.normal());
    const rows = Int32Array.from({ length: 60 }, () => random.below(60));
    const slow = range(60).map((run) => slowTree(of, metric, [...rows], run));
    const tree = growTree(of, metric, rows);
    const fast = range(60).map((run) => predict(tree, (feature) => of[feature]!.codes[run]!));
    fast.forEach((value, run) => expect(value).toBeCloseTo(slow[run]!, 9));
  });

  it('of equal values, and of too few, is their mean', () => {
    const of = features(createRandom(1, 'tree'), 5);
    expect(growTree(of, new Float64Array(5).fill(2), Int32Array.from(range(5)))).toEqual({ mean: 2 });
    expect(growTree(of, Float64Array.of(1, 2, 3, 4, 5), Int32Array.from(range(5)))).toEqual({ mean: 3 });
  });
});

describe('encoding', () => {
  it('puts no value first, numbers by size and texts by the mean of the metric', () => {
    const values: (ParamValue | undefined)[] = ['b', 10, undefined, 2, 'a', null, true];
    const { codes, values: different } = encodeFeature('x', values, Float64Array.of(5, 0, 0, 0, 9, 0, 7));
    expect([...codes]).toEqual([3, 2, 0, 1, 5, 0, 4]);
    expect(different).toBe(6);
  });

  it('gathers very many numbers into quantiles', () => {
    const { codes, places, values } = encodeFeature('x', range(1000), new Float64Array(1000));
    expect([places, values, Math.min(...codes), Math.max(...codes)]).toEqual([64, 1000, 0, 63]);
    expect(codes.every((code, at) => at === 0 || code >= codes[at - 1]!)).toBe(true);
  });
});

describe('permutation importance', () => {
  it('is near what shuffling costs by the formula, and near nothing for a parameter that does nothing', () => {
    // y = 3 a + b: shuffling a adds 2 · Var(3 a), in units of Var(y); the trees know y nearly.
    const random = createRandom(5, 'importance');
    const [a, b, idle] = [4, 4, 4].map((places) => Uint8Array.from({ length: 600 }, () => random.below(places)));
    const metric = Float64Array.from(a!, (value, at) => 3 * value + b![at]!);
    const of = [a!, b!, idle!].map((codes, at) => ({ name: `p${at}`, codes, places: 4, values: 4 }));
    const { importance, explained } = permutationImportance(of, metric, createRandom(1, 'x'));
    const [ofA, ofB, ofIdle] = importance.map((values) => meanOf([...values]));
    const share = (codes: Uint8Array, factor: number) => (2 * factor * errorOf([...codes])) / errorOf([...metric]);
    expect(ofA! / share(a!, 9)).toBeCloseTo(1, 1);
    expect(ofB! / share(b!, 1)).toBeCloseTo(1, 1);
    expect(Math.abs(ofIdle!)).toBeLessThan(0.01);
    expect(meanOf([...explained])).toBeGreaterThan(0.98);
  });
});

type Sketch = { params?: Record<string, ParamValue>; value?: number | 'NaN'; status?: Run['status']; split?: string };
const candidate = ({ params = {}, value, status = 'FINISHED', split = 'one' }: Sketch): Parameters<typeof importanceOf>[1][number] => ({
  status,
  algorithm: 'user_knn',
  dataset: { id: 'd', name: 'shop', version: 1, fingerprint: 'f' },
  split: { kind: 'temporal', fingerprint: split, candidates: 'all' },
  params,
  metrics: value === undefined ? {} : { 'ndcg@10': value },
}); // prettier-ignore

describe('importance of parameters', () => {
  const random = createRandom(9, 'runs');
  const runs = range(80).map((at) =>
    candidate({
      params: { n_neighbors: at % 8, backend: at % 2 ? 'a' : 'b', seed: at, fixed: 1 },
      value: (at % 8) / 8 + random.normal() * 0.02,
    }),
  );

  it('names what matters with its interval, what does not, and what was never varied', () => {
    const answer = importanceOf('ndcg@10', runs);
    expect(answer).toMatchObject({ refusal: null, used: 80, constant: ['algorithm', 'fixed'] });
    expect(answer.params.map(({ param }) => param)).toEqual(['n_neighbors', 'backend']);
    const [first, second] = answer.params;
    expect(first!.interval[0]).toBeGreaterThan(0.5);
    expect(first!.interval[0]).toBeLessThan(first!.importance);
    expect(first!.interval[1]).toBeGreaterThan(first!.importance);
    expect(second!.importance).toBeLessThan(0.2);
    expect(importanceOf('ndcg@10', runs)).toEqual(answer);
  });

  it('looks at the largest set that was measured alike, and says what it left out; zero is a value', () => {
    const others = [
      ...range(9).map(() => candidate({ value: 5, split: 'two' })),
      candidate({ status: 'FAILED', value: 1 }),
      candidate({}),
      candidate({ value: 'NaN' }),
      candidate({ value: 0, params: { n_neighbors: 0 } }),
    ];
    const { left_out, used, found } = importanceOf('ndcg@10', [...runs, ...others]);
    expect({ left_out, used, found }).toEqual({
      left_out: { unfinished: 1, without_value: 2, measured_otherwise: 9 },
      used: 81,
      found: 93,
    });
  });

  it('refuses where it cannot be told', () => {
    expect(importanceOf('ndcg@10', runs.slice(0, 29)).refusal).toContain('29 comparable runs have ndcg@10');
    expect(importanceOf('ndcg@10', []).refusal).toContain('0 comparable runs');
    const alike = runs.map(({ metrics }) => ({ ...candidate({ params: { a: 1 } }), metrics }));
    expect(importanceOf('ndcg@10', alike).refusal).toContain('Every parameter has one value');
    const flat = runs.map((run) => ({ ...run, metrics: { 'ndcg@10': 0 } }));
    expect(importanceOf('ndcg@10', flat).refusal).toContain('is the same in all');
  });
});
