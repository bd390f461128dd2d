import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readBundle } from '#runs/bundle/read-bundle.ts';
import { loadModel } from '#runs/serving/served-model.ts';
import { openCore, type CoreUnderTest } from '../handlers/core.ts';
import { tempHome } from '../../support/temp-home.ts';

/** A bundle that is written in one place and becomes a version in another. */

let here: CoreUnderTest;
let there: CoreUnderTest;
const folder = tempHome();
const file = join(folder.home, 'feed.kindred');
beforeAll(async () => {
  [here, there] = [await openCore(), await openCore()];
  await here.client.datasets.create({
    name: 'groups',
    recipe: { source: 'synthetic:groups', options: { preset: 'six-groups' } },
  });
  const { runs } = await here.client.runs.start({ dataset: 'groups', algorithm: 'item_knn' });
  await here.ended(runs[0]!);
  await here.client.models.register({ run: '1', model: 'feed' });
  await here.client.models.exportBundle({ version: 'feed@1', to: file });
});
afterAll(async () => {
  await Promise.all([here.close(), there.close()]);
  folder.remove();
});

async function listsOf(path: string): Promise<Map<string, number[]>> {
  const { lists: _lists, ...bundle } = await readBundle(path);
  const model = loadModel(bundle);
  const scores = new Float64Array(bundle.itemIds.length);
  return new Map(bundle.userIds.map((user) => (model.score(user, [], scores), [user, [...scores]])));
}

describe('a bundle from elsewhere', () => {
  it('becomes a version that gives every user the same scores to the last bit, and can be promoted', async () => {
    const version = await there.client.models.import({ file, model: 'shop', note: 'from the other machine' });
    const { sha256 } = await readBundle(file);
    expect(version).toMatchObject({
      model: 'shop',
      version: 1,
      model_version: 'shop_v1',
      status: 'candidate',
      algorithm: 'item_knn',
      imported: { model_version: 'feed_v1', sha256 },
      note: 'from the other machine',
    });
    const { path } = await there.client.models.exportBundle({ version: 'shop@1' });
    const [before, after] = [await listsOf(file), await listsOf(path)];
    expect(after.size).toBeGreaterThan(100);
    expect(after).toEqual(before);
    expect((await readBundle(path)).lineage.run.name).toBe('item_knn');
    expect((await there.client.models.promote({ version: 'shop@1' })).status).toBe('live');
    expect(await there.client.system.verify({})).toMatchObject({ ok: true, problems: [] });
  });

  it('is imported once', async () => {
    await expect(there.client.models.import({ file, model: 'shop' })).rejects.toThrow(/is version 1 of "shop" already/);
    await expect(here.client.models.import({ file })).rejects.toThrow(/is version 1 of "feed" already/);
  });

  it('cannot be compared with what was trained here, and says so in the gates', async () => {
    await here.client.models.promote({ version: 'feed@1' });
    const other = join(folder.home, 'other.kindred');
    const { path } = await there.client.models.exportBundle({ version: 'shop@1' });
    copyFileSync(path, other);
    await here.client.models.import({ file: other, model: 'feed' });
    const { gates, comparison } = await here.client.models.gates({ version: 'feed@2' });
    expect(comparison).toMatchObject({ comparable: false, against: { version: 1 } });
    expect(gates.map(({ name, ok }) => [name, ok])).toEqual([
      ['same_data', false],
      ['metric', false],
      ['groups', false],
      ['smoke_call', true],
    ]);
    await expect(here.client.models.promote({ version: 'feed@2' })).rejects.toThrow(/was imported \(shop_v1\)/);
  });

  it('that was changed makes nothing', async () => {
    const bytes = readFileSync(file);
    bytes[bytes.length >> 1]! ^= 1;
    const changed = join(folder.home, 'changed.kindred');
    writeFileSync(changed, bytes);
    await expect(there.client.models.import({ file: changed, model: 'new' })).rejects.toThrow(/changed\.kindred/);
    await expect(there.client.models.show({ model: 'new' })).rejects.toThrow(/There is no model "new"/);
  });
});
