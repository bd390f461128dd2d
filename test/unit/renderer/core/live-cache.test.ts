import { QueryClient } from '@tanstack/react-query';
import { beforeEach, expect, it } from 'vitest';
import type { Sweep } from '#shared/domain/sweep.ts';
import { applyEvent } from '../../../../renderer/core/live-cache.ts';
import { sampleRun } from '../sample-run.ts';

const running = sampleRun({ status: 'RUNNING', number: 7 });
let cache: QueryClient;
let outdated: string[];

beforeEach(() => {
  cache = new QueryClient();
  outdated = [];
  cache.setQueryData(['runs.list', { limit: 100 }], { runs: [running], total: 1 });
  cache.setQueryData(['runs.show', { run: '7' }], running);
});

const apply = (event: Parameters<typeof applyEvent>[2]) => applyEvent(cache, (key) => outdated.push(key), event);

it('moves the progress of a run in every view without asking the core again', () => {
  apply({ type: 'run.progress', id: running.id, stage: 'train', done: 62, total: 100 });
  const progress = { stage: 'train', done: 62, total: 100 };
  expect(cache.getQueryData(['runs.show', { run: '7' }])).toMatchObject({ progress });
  expect(cache.getQueryData(['runs.list', { limit: 100 }])).toMatchObject({ runs: [{ progress }] });
  expect(outdated).toEqual([]);
});

it('leaves an answer old that was old: a list which does not have the run yet, and one which has it', async () => {
  const before = ['runs.list', { limit: 6 }];
  cache.setQueryData(before, { runs: [], total: 0 });
  await cache.invalidateQueries();
  apply({ type: 'run.progress', id: running.id, stage: 'train', done: 62, total: 100 });
  const keys = [before, ['runs.list', { limit: 100 }], ['runs.show', { run: '7' }]];
  expect(keys.map((key) => cache.getQueryState(key)?.isInvalidated)).toEqual([true, true, true]);
  expect(cache.getQueryData(['runs.show', { run: '7' }])).toMatchObject({ progress: { done: 62 } });
});

it('shows a metric as soon as it is logged', () => {
  apply({ type: 'run.metric', id: running.id, name: 'ndcg@10', step: 0, value: 0.3 });
  expect(cache.getQueryData(['runs.show', { run: '7' }])).toMatchObject({ metrics: { 'ndcg@10': 0.3 } });
});

it('takes a changed run over at once and asks for lists again', () => {
  apply({ type: 'run.changed', run: { ...running, status: 'FINISHED' } });
  expect(cache.getQueryData(['runs.show', { run: '7' }])).toMatchObject({ status: 'FINISHED' });
  // What a run took corrects the estimates of the next ones.
  expect(outdated).toEqual(['lists', 'estimates', running.id]);
});

it('shows a sweep as it is now, a new one first', () => {
  const sweep = { id: 'a', name: 'search', kind: 'recommender', status: 'RUNNING' } as Sweep;
  cache.setQueryData(['sweeps.list', { kind: 'recommender' }], [sweep]);
  cache.setQueryData(['sweeps.list', { kind: 'query_performance' }], []);
  apply({ type: 'sweep.changed', sweep: { ...sweep, status: 'FINISHED' } });
  apply({ type: 'sweep.changed', sweep: { ...sweep, id: 'b' } });
  expect(cache.getQueryData(['sweeps.list', { kind: 'query_performance' }])).toEqual([]);
  expect(cache.getQueryData(['sweeps.list', { kind: 'recommender' }])).toEqual([
    { ...sweep, id: 'b' },
    { ...sweep, status: 'FINISHED' },
  ]);
  expect(outdated).toEqual([]);
});

it('outdates the changed run, its files and its matrices only', () => {
  const asked: boolean[] = [];
  const entries = [
    { queryKey: ['runs.show', { run: '7' }] },
    { queryKey: ['runs.artifacts', { run: running.id }] },
    { queryKey: ['matrix.info', { run: '7', kind: 'user_item_matrix' }] },
    { queryKey: ['matrix.info', { run: '8', kind: 'user_item_matrix' }] },
  ];
  applyEvent(cache, (key, matches) => key === running.id && asked.push(...entries.map((entry) => matches(entry))), {
    type: 'run.changed',
    run: running,
  });
  expect(asked).toEqual([true, true, true, false]);
});

it('trusts nothing after the connection was away', () => {
  apply({ type: 'resync' });
  expect(outdated).toEqual(['all']);
});
