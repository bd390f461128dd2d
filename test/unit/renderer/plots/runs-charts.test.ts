import { describe, expect, it } from 'vitest';
import { boxGroups } from '../../../../renderer/plots/box-figure.ts';
import { smoothed } from '../../../../renderer/plots/history-figure.ts';
import { pickStep } from '../../../../renderer/plots/pick-step.ts';
import { isBrushed, missingWords, parallelOf } from '../../../../renderer/plots/parallel-axes.ts';
import { shortened, type PlottedRun } from '../../../../renderer/plots/run-values.ts';
import { paretoFront, scatterFigure, scatterPoints } from '../../../../renderer/plots/scatter-figure.ts';
import { light } from '../../../../renderer/theme/tokens.ts';
import { sampleRun } from '../sample-run.ts';

const run = (number: number, part: Partial<PlottedRun>): PlottedRun =>
  sampleRun({ id: `run${number}`, number, ...part });
/** Zero, a value, missing, not a number. */
const runs = [
  run(1, { params: { shrinkage: 0, backend: 'own' }, metrics: { 'ndcg@10': 0, mrr: 1 } }),
  run(2, { params: { shrinkage: 10, backend: 'wasm' }, metrics: { 'ndcg@10': 0.5, mrr: 0.5 } }),
  run(3, { params: { backend: 'own' }, metrics: { 'ndcg@10': 0.25, mrr: 0.25 } }),
  run(4, { params: { shrinkage: 5 }, metrics: { 'ndcg@10': 'NaN', mrr: 0 } }),
];
const columns = ['params.shrinkage', 'params.backend', 'metrics.ndcg@10'].map((id) => ({
  id,
  title: id.split('.')[1]!,
}));

describe('parallel coordinates', () => {
  const parallel = parallelOf(runs, columns);

  it('draw every run: zero on the axis, missing and not-a-number on rails of their own', () => {
    expect(parallel.lines.map(({ places }) => places)).toEqual([
      [0, 0, 0],
      [1, 1, 1],
      ['n/a', 0, 0.5],
      [0.5, 'n/a', 'NaN'],
    ]);
    expect(missingWords(parallel)).toEqual([
      '1 of 4 runs lacks shrinkage',
      '1 of 4 runs lacks backend',
      '1 of 4 have ndcg@10 NaN',
    ]);
  });

  it('are picked by what is marked on axes; a rail is no place on an axis', () => {
    const picked = (axis: number, from: number, to: number) =>
      parallel.lines.filter((line) => isBrushed(line, new Map([[axis, { from, to }]]))).map(({ number }) => number);
    expect(picked(0, 0, 0.5)).toEqual([1, 4]);
    expect(picked(2, 0, 1)).toEqual([1, 2, 3]);
    const both = new Map([
      [0, { from: 0, to: 1 }],
      [1, { from: 0, to: 0 }],
    ]);
    expect(parallel.lines.filter((line) => isBrushed(line, both)).map(({ number }) => number)).toEqual([1]);
  });

  it('keep long words apart that are drawn alike', () => {
    const long = ['a', 'b'].map((end, at) => run(at, { params: { p: `${'x'.repeat(40)}${end}${'y'.repeat(40)}` } }));
    const { axes, lines } = parallelOf(long, [{ id: 'params.p', title: 'p' }]);
    expect(lines.map(({ places }) => places)).toEqual([[0], [1]]);
    expect(axes[0]!.ticks[0]!.label).toHaveLength(18);
  });
});

describe('a scatter', () => {
  it('has the runs with a value on both axes, zero among them, and counts the others', () => {
    const { points, missing, nan } = scatterPoints(runs, 'params.shrinkage', 'metrics.ndcg@10');
    expect([points.map((point) => point.run.number), missing, nan]).toEqual([[1, 2], 1, 1]);
  });

  it('knows the front: the points that no other beats on both axes', () => {
    const points = scatterPoints(runs, 'metrics.mrr', 'metrics.ndcg@10').points;
    const numbers = (x: 'max' | 'min' | 'none', y: 'max' | 'min') =>
      paretoFront(points, x, y).map((point) => point.run.number);
    expect(numbers('max', 'max')).toEqual([2, 1]);
    expect(numbers('min', 'max')).toEqual([3, 2]);
    expect(numbers('max', 'min')).toEqual([1]);
    expect(numbers('none', 'max')).toEqual([]);
  });

  it('has the front that a slow look at every pair finds', () => {
    const many = Array.from({ length: 80 }, (_, at) => run(at, { metrics: { a: (at * 37) % 11, b: (at * 53) % 13 } }));
    const { points } = scatterPoints(many, 'metrics.a', 'metrics.b');
    const beats = (p: { x: number | string; y: number | string }, q: typeof p) =>
      p.x >= q.x && p.y <= q.y && (p.x > q.x || p.y < q.y);
    const slow = points.filter((point) => !points.some((other) => beats(other, point)));
    const ids = (some: typeof points) => some.map((point) => point.run.id).toSorted();
    expect(ids(paretoFront(points, 'max', 'min'))).toEqual(ids(slow));
  });

  it('draws no prefix for thousandths and puts the ids on the marks', () => {
    const axis = { column: 'metrics.mrr', title: 'MRR', direction: 'max' } as const;
    const scatter = scatterPoints(runs, 'metrics.mrr', 'metrics.ndcg@10');
    const look = { selected: new Set(['run2']), hovered: 'run1', tokens: light };
    const { data, layout } = scatterFigure(scatter, axis, axis, look);
    expect(layout.yaxis?.tickformat).toBe('.4~f');
    expect(data[1]).toMatchObject({ customdata: ['run1', 'run2', 'run3'], marker: { line: { width: [0, 2, 0] } } });
    expect(data[2]).toMatchObject({ customdata: ['run1'] });
  });
});

it('boxes are by whole keys, numbers by size, and count what has no number', () => {
  const { groups, missing, nan } = boxGroups([...runs, run(5, {})], 'params.shrinkage', 'metrics.ndcg@10');
  expect(groups.map(({ key, values }) => [key, values.map(({ value }) => value)])).toEqual([
    ['0', [0]],
    ['10', [0.5]],
    ['none', [0.25]],
  ]);
  expect([missing, nan]).toEqual([1, 1]);
});

it('a history is smoothed over its last numbers; not-a-number stays a gap', () => {
  const steps = [1, 3, 'NaN' as const, 5, 7].map((value, step) => ({ step, value }));
  expect(smoothed(steps, 1)).toEqual([1, 3, null, 5, 7]);
  expect(smoothed(steps, 2)).toEqual([1, 2, null, 5, 6]);
  expect(smoothed(steps, 3)).toEqual([1, 2, null, 4, 6]);
});

it('what is drawn of a name keeps both of its ends', () => {
  expect([shortened('short', 8), shortened('abcdefghijkl', 7)]).toEqual(['short', 'abc…jkl']);
});

it('the step of a history that counts is the last, the best by its direction, an extreme or the one asked for', () => {
  const steps = [3, 1, 'NaN' as const, 1, 5, 'NaN' as const].map((value, step) => ({ step, value, at: 0 }));
  const step = (...asked: [Parameters<typeof pickStep>[1], Parameters<typeof pickStep>[2]]) =>
    pickStep(steps, ...asked)?.step;
  expect(step('last', 'max')).toBe(4);
  expect(step('best', 'max')).toBe(4);
  // Of equal ones the first.
  expect(step('best', 'min')).toBe(1);
  expect(step('best', 'none')).toBeUndefined();
  expect(step('lowest', 'none')).toBe(1);
  expect(step('highest', 'none')).toBe(4);
  // What was not a number, or not logged, is the one before.
  expect(step(2, 'max')).toBe(1);
  expect(step(99, 'max')).toBe(4);
  expect(pickStep([], 'last', 'max')).toBeNull();
  expect(pickStep([{ step: 0, value: 'NaN' }], 'best', 'max')).toBeNull();
});
