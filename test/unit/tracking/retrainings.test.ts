import { expect, it, onTestFinished } from 'vitest';
import { openStore } from '#runs/tracking/open-store.ts';
import { thisOwner } from '#runs/tracking/owner.ts';
import { facts, filesIn, newRun, temporaryFolder, testClock } from './fixture.ts';
import { newVersion } from './samples.ts';

async function storeWithModel() {
  const files = filesIn(temporaryFolder());
  const store = await openStore({ ...files, clock: testClock() });
  onTestFinished(() => store.close());
  const run = await store.runs.create(newRun(await store.datasets.insert('shop', facts())));
  await store.models.register(newVersion(run, { model: 'feed' }));
  return { files, store };
}

it('a retraining whose process is gone ends as interrupted, and makes way for the next', async () => {
  const { files, store } = await storeWithModel();
  const gone = { ...thisOwner(), started: 'long ago' };
  const other = await openStore({ ...files, clock: testClock(), owner: gone });
  const lost = await other.retraining.begin({ model: 'feed', dueAt: null });
  await other.close();
  const next = await store.retraining.begin({ model: 'feed', dueAt: null });
  expect(next!.outcome).toBe('running');
  const history = await store.retraining.history('feed', 10);
  expect(history.map(({ id, outcome }) => [id, outcome])).toEqual([
    [next!.id, 'running'],
    [lost!.id, 'interrupted'],
  ]);
  expect(await store.verify()).toEqual([]);
});

it('a due time is taken once', async () => {
  const { store } = await storeWithModel();
  const first = await store.retraining.begin({ model: 'feed', dueAt: 7200_000 });
  await store.retraining.change(first!.id, { outcome: 'unchanged', ended_at: 7300_000 });
  expect(await store.retraining.begin({ model: 'feed', dueAt: 7200_000 })).toBeNull();
  expect(await store.retraining.begin({ model: 'feed', dueAt: 10_800_000 })).toMatchObject({ outcome: 'running' });
});
