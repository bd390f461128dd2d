import { describe, expect, it } from 'vitest';
import { SweepMethod, SweepRequest } from '#shared/domain/sweep.ts';
import { findAlgorithm } from '#runs/models/algorithms.ts';
import { correctionOf } from '#runs/training/correct-estimate.ts';
import { rungsOf } from '#runs/training/sweep/rungs.ts';
import { sweepState, type SweepChild, type SweepLayout } from '#runs/training/sweep/sweep-state.ts';
import { trialsOf } from '#runs/training/sweep/trials.ts';

const knn = findAlgorithm('user_knn');
const trialsWith = (over: unknown, method: unknown = { kind: 'grid' }, seed = 42) =>
  trialsOf(SweepRequest.parse({ base: { dataset: 'd', algorithm: 'user_knn', seed }, over, method }), knn);

describe('the trials of a sweep', () => {
  it('are all combinations in a grid, the last parameter changing fastest, none twice', () => {
    expect(trialsWith({ n_neighbors: [10, 20, 20], shrinkage: [0, 5] })).toEqual([
      { n_neighbors: 10, shrinkage: 0 },
      { n_neighbors: 10, shrinkage: 5 },
      { n_neighbors: 20, shrinkage: 0 },
      { n_neighbors: 20, shrinkage: 5 },
    ]);
  });

  it('are drawn with the seed: within their range, whole where the parameter is, each different', () => {
    const over = { n_neighbors: { min: 5, max: 500, scale: 'log' }, shrinkage: { min: 0, max: 100 } };
    const trials = trialsWith(over, { kind: 'random', trials: 200 });
    expect(trials).toEqual(trialsWith(over, { kind: 'random', trials: 200 }));
    expect(trials).not.toEqual(trialsWith(over, { kind: 'random', trials: 200 }, 7));
    expect(new Set(trials.map((trial) => JSON.stringify(trial))).size).toBe(200);
    const neighbours = trials.map((trial) => Number(trial['n_neighbors']));
    expect(neighbours.every((k) => Number.isInteger(k) && k >= 5 && k <= 500)).toBe(true);
    // Half of a logarithmic range is below its geometric mean, 50.
    const below = neighbours.filter((k) => k < 50).length;
    expect(below).toBeGreaterThan(70);
    expect(below).toBeLessThan(130);
    expect(Math.max(...trials.map((trial) => Number(trial['shrinkage'])))).toBeGreaterThan(90);
  });

  it('are as many as there are, where more were asked for', () => {
    const trials = trialsWith({ n_neighbors: { min: 1, max: 4 } }, { kind: 'random', trials: 50 });
    expect(trials.map((trial) => Number(trial['n_neighbors'])).toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4]);
  });

  it.each([
    [
      'an unknown parameter',
      { n_neighbours: [1] },
      undefined,
      /no parameter "n_neighbours". Did you mean "n_neighbors"\?/,
    ],
    ['a value that is not allowed', { n_neighbors: [10, -1] }, undefined, /n_neighbors/],
    ['a range in a grid', { n_neighbors: { min: 1, max: 5 } }, undefined, /needs the values of n_neighbors one by one/],
    [
      'too many combinations',
      { n_neighbors: Array.from({ length: 90 }, (_, at) => at + 1), shrinkage: [0, 1, 2, 3, 4, 5] },
      undefined,
      /more than 500 trials/,
    ],
    ['a range upside down', { n_neighbors: { min: 5, max: 1 } }, { kind: 'random' }, /lower end/],
    [
      'a logarithmic range from 0',
      { shrinkage: { min: 0, max: 1, scale: 'log' } },
      { kind: 'random' },
      /begins above 0/,
    ],
    ['nothing to vary', {}, undefined, /needs a parameter/],
  ])('are refused with %s', (_, over, method, message) => {
    expect(() => trialsWith(over, method)).toThrow(message);
  });
});

describe('the rungs of successive halving', () => {
  const rungs = (fields: object, trials: number) => rungsOf(SweepMethod.parse({ kind: 'halving', ...fields }), trials);

  it('multiply the data and divide the trials', () => {
    expect(rungs({ eta: 3, min_share: 0.1 }, 27)).toEqual([
      { share: 1 / 9, trials: 27 },
      { share: 1 / 3, trials: 9 },
      { share: 1, trials: 3 },
    ]);
    expect(rungs({ eta: 2, min_share: 0.01 }, 8).map(({ trials }) => trials)).toEqual([8, 4, 2, 1]);
    expect(rungs({ eta: 3, min_share: 1 }, 27)).toEqual([{ share: 1, trials: 27 }]);
    expect(rungsOf({ kind: 'grid' }, 5)).toEqual([{ share: 1, trials: 5 }]);
  });
});

describe('the state of a sweep', () => {
  const layout: SweepLayout = {
    rungs: [
      { share: 0.5, trials: 4 },
      { share: 1, trials: 2 },
    ],
    seeds: [1, 2],
    isGreaterBetter: true,
  };
  const child = (trial: number, rung: number, seed: number, value: number | null, status = 'FINISHED'): SweepChild => ({
    trial,
    rung,
    seed,
    value,
    status: status as SweepChild['status'],
    id: `${rung}-${trial}-${seed}`,
    number: 1,
  });
  const first = (values: readonly (number | null)[]) =>
    values.flatMap((value, trial) =>
      [1, 2].map((seed) => child(trial, 0, seed, value, value === null ? 'FAILED' : 'FINISHED')),
    );

  it('begins with every trial and seed of the first rung', () => {
    const { waiting, isDone, ranking } = sweepState(layout, []);
    expect(waiting).toHaveLength(8);
    expect(waiting.slice(0, 2)).toEqual([
      { trial: 0, rung: 0, seed: 1 },
      { trial: 0, rung: 0, seed: 2 },
    ]);
    expect([isDone, ranking]).toEqual([false, []]);
  });

  it('waits for the whole rung, then lets the best go on', () => {
    const open = sweepState(layout, [...first([0.1, 0.4, 0.3]), child(3, 0, 1, 0.9), child(3, 0, 2, null, 'RUNNING')]);
    expect(open).toMatchObject({ waiting: [], isDone: false, finished: 7 });
    expect(open.active.map(({ id }) => id)).toEqual(['0-3-2']);
    const next = sweepState(layout, first([0.1, 0.4, 0.3, 0.2]));
    expect(next.waiting).toEqual([
      { trial: 1, rung: 1, seed: 1 },
      { trial: 1, rung: 1, seed: 2 },
      { trial: 2, rung: 1, seed: 1 },
      { trial: 2, rung: 1, seed: 2 },
    ]);
  });

  it('takes the mean over seeds, less where less is better, and the earlier of equal ones', () => {
    const mixed = [
      child(0, 0, 1, 0.9),
      child(0, 0, 2, 0.1),
      child(1, 0, 1, 0.5),
      child(1, 0, 2, 0.5),
      ...first([]).slice(0, 0),
    ];
    const two = { ...layout, rungs: [{ share: 1, trials: 2 }] };
    expect(sweepState(two, mixed).ranking.map(({ trial }) => trial)).toEqual([0, 1]);
    const less = sweepState({ ...two, isGreaterBetter: false }, [...first([0.5, 0.2])]);
    expect(less.ranking.map(({ trial, value }) => [trial, value])).toEqual([
      [1, 0.2],
      [0, 0.5],
    ]);
  });

  it('goes on without trials that failed, and is done with what it has', () => {
    const last = [1, 2].flatMap((seed) => [child(1, 1, seed, 0.5), child(3, 1, seed, 0.6)]);
    const done = sweepState(layout, [...first([null, 0.4, 0.1, 0.2]), ...last]);
    expect(done).toMatchObject({ isDone: true, waiting: [], finished: 10, failed: 2 });
    expect(done.ranking.map(({ trial, rung }) => [trial, rung])).toEqual([
      [3, 1],
      [1, 1],
    ]);
    expect(sweepState(layout, first([null, null, null, null]))).toMatchObject({ isDone: true, ranking: [] });
  });
});

describe('the correction of an estimate', () => {
  it('is none without runs, and what runs cost beside computing where all were short', () => {
    expect(correctionOf([])(3)).toBe(3);
    const short = [0.01, 0.02, 0.03].map((estimated) => ({ estimated, measured: estimated + 0.8 }));
    expect(correctionOf(short)(0.5)).toBeCloseTo(1.3, 9);
  });

  it('is what this machine takes where runs were long enough to tell', () => {
    const runs = [1, 2, 5, 10].map((estimated) => ({ estimated, measured: 2.5 * estimated }));
    expect(correctionOf(runs)(4)).toBeCloseTo(10, 9);
    const fast = runs.map(({ estimated }) => ({ estimated, measured: estimated / 4 }));
    expect(correctionOf(fast)(4)).toBeCloseTo(1, 9);
  });
});
