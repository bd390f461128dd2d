import { expect, it } from 'vitest';
import { TrainRequest } from '#shared/domain/run.ts';
import { queryTrainCommand, sweepCommand, trainCommand } from '../../../../../renderer/pages/train/command-line.ts';
import { emptyForm, formOfRun, readCutoffs, requestOf } from '../../../../../renderer/pages/train/train-form.ts';
import { splitObstacle } from '../../../../../renderer/parts/split-kinds.ts';
import { SweepRequest } from '#shared/domain/sweep.ts';
import { firstValues, noSweep, searchOf } from '../../../../../renderer/pages/train/sweep-form.ts';
import { emptyQueryForm, queryRequestOf } from '../../../../../renderer/pages/queries/train/query-form.ts';
import { sampleRun } from '../../sample-run.ts';

const filled = { ...emptyForm, dataset: 'dataset00001' };

it('asks for what the contract takes', () => {
  const form = { ...filled, candidates: 'sampled' as const, sampled: 99, name: ' knn ', config: { n_neighbors: 50 } };
  expect(TrainRequest.parse(requestOf(form))).toMatchObject({ candidates: 'sampled:99', name: 'knn', seeds: 1 });
});

it('asks for nothing while something is missing or unreadable', () => {
  expect(requestOf(emptyForm)).toBeNull();
  expect(requestOf({ ...filled, ks: '5, ten' })).toBeNull();
});

it('reads list lengths in any order', () => {
  expect(readCutoffs('20,5, 10,5')).toEqual([5, 10, 20]);
  expect(readCutoffs('0')).toBeNull();
  expect(readCutoffs('')).toBeNull();
});

it('takes over the settings of an earlier run, and only those', () => {
  const run = sampleRun({
    params: { n_neighbors: 20, shrinkage: 5, test_share: 0.3, n_users: 600 },
    split: { kind: 'random', fingerprint: 'a', candidates: 'sampled:50' },
    seed: 7,
  });
  expect(formOfRun(run, ['n_neighbors', 'shrinkage', 'min_overlap'])).toMatchObject({
    config: { n_neighbors: 20, shrinkage: 5 },
    split: 'random',
    testShare: 0.3,
    candidates: 'sampled',
    sampled: 50,
    seed: 7,
  });
});

it('says why a split cannot be made', () => {
  expect(splitObstacle('temporal', { has_times: false, given: 'none' })).toBe('the data has no times');
  expect(splitObstacle('given', { has_times: true, given: 'test' })).toBeNull();
});

it('writes the same run for the command line, leaving out what is as usual', () => {
  const request = requestOf({ ...filled, config: { n_neighbors: 50 }, split: 'given', name: "it's mine" })!;
  expect(trainCommand(request, { name: 'ml1m', version: 1 })).toBe(
    `kindred train --dataset ml1m@1 --algorithm user_knn --set n_neighbors=50 --split given --name 'it'\\''s mine'`,
  );
});

it('writes the same search for the command line', () => {
  const form = {
    ...filled,
    config: { shrinkage: 5, n_neighbors: 33 },
    seeds: 3,
    name: 'deep',
    sweep: {
      ...noSweep,
      method: 'halving' as const,
      trials: 9,
      over: [
        { name: 'n_neighbors', text: '5..200:log' },
        { name: 'neighbourhood', text: 'own, reverse' },
      ],
    },
  };
  const request = searchOf(form.sweep, requestOf(form))!;
  expect(SweepRequest.parse(request)).toMatchObject({
    name: 'deep',
    base: { algorithm: 'user_knn', config: { shrinkage: 5 }, seeds: 3 },
    over: { n_neighbors: { min: 5, max: 200, scale: 'log' }, neighbourhood: ['own', 'reverse'] },
    method: { kind: 'halving', trials: 9, eta: 3, min_share: 0.1 },
  });
  expect(sweepCommand(request, { name: 'shop', version: 2 })).toBe(
    'kindred sweep --dataset shop@2 --algorithm user_knn --set shrinkage=5 --seeds 3 --over n_neighbors=5..200:log --over neighbourhood=own,reverse --method halving --trials 9 --eta 3 --min-share 0.1 --name deep',
  );
});

it('searches only where every parameter has values, and a grid no range', () => {
  const over = [{ name: 'n_neighbors', text: '5..20' }];
  expect(searchOf({ ...noSweep, method: 'grid', over }, requestOf(filled))).toBeNull();
  expect(searchOf({ ...noSweep, method: 'random', over }, requestOf(filled))).not.toBeNull();
  expect(searchOf({ ...noSweep, method: 'random', over: [] }, requestOf(filled))).toBeNull();
  expect(searchOf({ ...noSweep, over }, requestOf(filled))).toBeNull();
});

it('begins with values around the usual one, within the bounds', () => {
  const field = { name: 'k', help: '', options: [], min: 1, max: 30 };
  expect(firstValues({ ...field, kind: 'integer', usual: 20 })).toBe('10, 20');
  expect(firstValues({ ...field, kind: 'number', usual: 0, min: 0 })).toBe('0, 1, 10');
  expect(firstValues({ ...field, kind: 'choice', usual: 'a', options: ['a', 'b'] })).toBe('a, b');
});

it('writes runs and searches about query performance for the command line', () => {
  const form = {
    ...emptyQueryForm,
    dataset: 'dataset00001',
    algorithm: 'ridge',
    preparation: { target_scale: 'log', standardise: false },
    split: { n_folds: 5 },
    report: { learning_curve: 0 },
    sweep: { ...noSweep, method: 'grid' as const, over: [{ name: 'alpha', text: '0.1, 1' }] },
  };
  const request = queryRequestOf(form)!;
  const flags = '--dataset slow@3 --algorithm ridge --target-scale log --no-standardise --folds 5 --learning-curve 0';
  expect(queryTrainCommand(request, { name: 'slow', version: 3 })).toBe(`kindred queries train ${flags}`);
  const search = { kind: 'query_performance' as const, ...searchOf(form.sweep, request)! };
  expect(SweepRequest.parse(search)).toMatchObject({
    kind: 'query_performance',
    base: { algorithm: 'ridge', preparation: { target_scale: 'log' }, split: { n_folds: 5 } },
    over: { alpha: [0.1, 1] },
    method: { kind: 'grid' },
  });
  expect(sweepCommand(search, { name: 'slow', version: 3 })).toBe(`kindred queries sweep ${flags} --over alpha=0.1,1`);
});
