import { expect, it, onTestFinished } from 'vitest';
import { SweepRequest } from '#shared/domain/sweep.ts';
import { openStore } from '#runs/tracking/open-store.ts';
import { thisOwner } from '#runs/tracking/owner.ts';
import { facts, filesIn, newRun, temporaryFolder, temporaryStore, testClock } from './fixture.ts';

const request = SweepRequest.parse({
  base: { dataset: 'd', algorithm: 'user_knn' },
  over: { n_neighbors: [1, 2], shrinkage: { min: 0.1, max: 10, scale: 'log' } },
});

it('keeps a sweep with its request, finds it by id or name, and shows the newest first', async () => {
  const clock = testClock();
  const store = await temporaryStore({ clock });
  const first = await store.sweeps.create('search', request);
  clock.turn(1000);
  const second = await store.sweeps.create('search', request);
  expect(await store.sweeps.list()).toEqual([second, first]);
  expect(await store.sweeps.find(first.id)).toEqual(first);
  expect(await store.sweeps.find('search')).toEqual(second);
  expect(second).toMatchObject({ status: 'RUNNING', request, finished_at: null, error: null });
  await expect(store.sweeps.find('other')).rejects.toThrow(/There is no sweep "other"/);
  expect(await store.verify()).toEqual([]);
});

it('takes up again what did not finish, and nothing else', async () => {
  const clock = testClock();
  const store = await temporaryStore({ clock });
  const { id, created_at } = await store.sweeps.create('search', request);
  await expect(store.sweeps.resume(id)).rejects.toThrow(/is RUNNING/);
  expect(await store.sweeps.end(id, 'CANCELLED', 'Stopped.')).toMatchObject({ status: 'CANCELLED', error: 'Stopped.' });
  clock.turn(5000);
  expect(await store.sweeps.resume(id)).toMatchObject({
    status: 'RUNNING',
    resumed_at: created_at + 5000,
    error: null,
  });
  await store.sweeps.end(id, 'FINISHED');
  await expect(store.sweeps.resume(id)).rejects.toThrow(/is FINISHED; there is nothing to take up again/);
});

it('ends the sweeps of a process that is gone, and leaves those of this one', async () => {
  const folder = temporaryFolder();
  const clock = testClock();
  // The number of a process that cannot be, on this computer and in this boot.
  const dead = await openStore({ ...filesIn(folder), clock, owner: { ...thisOwner(), pid: 2 ** 30 } });
  const theirs = await dead.sweeps.create('theirs', request);
  await dead.close();
  const store = await openStore({ ...filesIn(folder), clock });
  onTestFinished(() => store.close());
  const mine = await store.sweeps.create('mine', request);
  expect((await store.sweeps.reconcile()).map(({ id }) => id)).toEqual([theirs.id]);
  expect(await store.sweeps.find(theirs.id)).toMatchObject({
    status: 'INTERRUPTED',
    error: expect.stringContaining('Take it up again'),
  });
  expect(await store.sweeps.find(mine.id)).toMatchObject({ status: 'RUNNING' });
});

it('has the runs that carry its id, in the order in which they were started', async () => {
  const store = await temporaryStore();
  const dataset = await store.datasets.insert('d', facts());
  const tagged = [];
  for (const sweep of ['a', 'b', 'a']) tagged.push(await store.runs.create(newRun(dataset, { tags: { sweep } })));
  expect((await store.sweeps.runs('a')).map(({ id }) => id)).toEqual([tagged[0]!.id, tagged[2]!.id]);
  expect(await store.sweeps.runs('c')).toEqual([]);
});
