import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Recipe } from '#shared/domain/dataset.ts';
import { WindowRequest } from '#shared/domain/matrix.ts';
import { SplitSpec } from '#shared/domain/split.ts';
import type { MatrixSource } from '#runs/artifacts/matrix-protocol.ts';
import { createMatrixView } from '#runs/artifacts/matrix-view.ts';
import { createMatrixViews, type MatrixViews } from '#runs/artifacts/matrix-views.ts';
import { buildMatrix } from '#runs/data/build-matrix.ts';
import { createDataset } from '#runs/data/create-dataset.ts';
import { readSnapshot } from '#runs/data/snapshot.ts';
import { makeSplit } from '#runs/data/split.ts';

const workerUrl = new URL('../../../runs/artifacts/matrix-worker.ts', import.meta.url);

describe('matrix views', () => {
  let folder: string;
  let source: MatrixSource;
  let views: MatrixViews;
  const request = WindowRequest.parse({
    run: 'r',
    kind: 'user_similarity_matrix',
    order: 'group',
    r0: 0,
    r1: 20,
    c0: 3,
    c1: 17,
    h: 8,
    w: 9,
  });

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kindred-views-'));
    const recipe = Recipe.parse({ source: 'synthetic:groups', options: { preset: 'reference' } });
    const facts = await createDataset(recipe, folder, { onProgress() {}, shouldStop: () => false });
    source = {
      key: facts.fingerprint,
      snapshotFolder: join(folder, facts.fingerprint),
      weighting: facts.recipe.weighting,
      split: SplitSpec.parse({ kind: 'random' }),
    };
    views = createMatrixViews({ workerUrl });
  });

  afterAll(async () => {
    await views.close();
    await rm(folder, { recursive: true });
  });

  it('answer from their thread what a view of the training part answers here', async () => {
    const snapshot = readSnapshot(source.snapshotFolder);
    const { interactions, groups } = snapshot;
    const [fold] = makeSplit(snapshot, source.split, source.weighting).folds;
    const ratings = buildMatrix(interactions, fold!.trainRows, source.weighting);
    const { userIds, itemIds } = interactions;
    const here = createMatrixView({ ratings, userIds: userIds.ids, itemIds: itemIds.ids, groups, kind: request.kind });
    expect(await views.info(source, request)).toEqual(here.info());
    expect(await views.axes(source, request)).toEqual(here.axes(request));
    expect(await views.window(source, request)).toEqual(here.window(request));
  });

  it('pass errors on with their code and sentence, and go on', async () => {
    const refused = views.window(source, { ...request, r1: 99 });
    await expect(refused).rejects.toMatchObject({
      name: 'KindredError',
      code: 'invalid_input',
      message: expect.stringContaining('it has 20'),
    });
    const lost = views.info({ ...source, key: 'lost', snapshotFolder: join(folder, 'lost') }, request);
    await expect(lost).rejects.toMatchObject({ name: 'KindredError', message: expect.stringContaining('lost') });
    expect((await views.window(source, request)).rows).toBe(7);
  });

  it('answer many questions at once, each with its own', async () => {
    const widths = [1, 2, 3, 4, 5, 6];
    const windows = await Promise.all(widths.map((w) => views.window(source, { ...request, c0: 0, c1: 12, w })));
    expect(windows.map(({ cols }) => cols)).toEqual([1, 2, 3, 4, 4, 6]);
  });

  it('end a window that nobody waits for, under way or queued, and answer the next one', async () => {
    // The greatest similarity of each cell looks at each of 36 million pairs: far from done when it is taken back.
    const recipe = Recipe.parse({ source: 'synthetic:feed', options: { users: 6000, interactions: 600_000 } });
    const { fingerprint } = await createDataset(recipe, folder, { onProgress() {}, shouldStop: () => false });
    const many = { ...source, key: fingerprint, snapshotFolder: join(folder, fingerprint) };
    const whole = { ...request, order: 'dataset', agg: 'max', r0: 0, r1: 6000, c0: 0, c1: 6000 } as const;
    await views.info(many, whole);
    const stale = views.window(many, whole, 'stale');
    const queued = views.window(many, { ...whole, r1: 5999 }, 'queued');
    await wait(100);
    const newest = views.window(many, { ...whole, agg: 'mean', r1: 10, c1: 10 }, 'newest');
    expect([views.cancelWindow('stale'), views.cancelWindow('queued')]).toEqual([true, true]);
    await expect(stale).rejects.toMatchObject({ code: 'cancelled' });
    await expect(queued).rejects.toMatchObject({ code: 'cancelled' });
    expect((await newest).rows).toBe(5);
    expect([views.cancelWindow('stale'), views.cancelWindow('newest')]).toEqual([false, false]);
  });

  it('say so when the thread dies, and start it anew for the next question', async () => {
    const dying = createMatrixViews({ workerUrl: new URL('./dying-worker.ts', import.meta.url) });
    await expect(dying.info(source, request)).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining('starts anew'),
    });
    await expect(dying.info(source, request)).rejects.toMatchObject({ code: 'unavailable' });
    await dying.close();
  });

  it('refuse questions once they are closed', async () => {
    const closed = createMatrixViews({ workerUrl });
    await closed.close();
    await expect(closed.info(source, request)).rejects.toMatchObject({ code: 'unavailable' });
  });
});
