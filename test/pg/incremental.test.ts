import { join } from 'node:path';
import { beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { createCore, type Core } from '#runs/core.ts';
import { readSnapshot } from '#runs/data/snapshot.ts';
import { connect, serve, type Client } from '#shared/api/rpc.ts';
import { coreConfig } from '../../main/core-config.ts';
import { rowsOf, temporaryFolder } from '../unit/data/fixture.ts';
import { createDatabase, type TestDatabase } from './database.ts';
import { read } from './read.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase();
  vi.stubEnv('PGPASSWORD', new URL(database.url).password);
  await database.run(`
    create table clicks (id bigserial primary key, user_id int, item_id text, type text, at timestamptz);
    insert into clicks (user_id, item_id, type, at) values (1, 'a', 'view', '2026-01-01 00:00:00.000001+00'), (2, 'b', 'like', '2026-01-02 00:00:00.000001+00')`);
});

const insert = (values: string) => database.run(`insert into clicks (user_id, item_id, type, at) values ${values}`);

async function open(): Promise<{ client: Client; core: Core; home: string }> {
  const home = await temporaryFolder();
  const core = await createCore({ ...coreConfig(home), threads: 1 });
  onTestFinished(() => core.close());
  return { client: connect({ call: serve(core.handlers), listen: core.listen }), core, home };
}

describe('what is newer', () => {
  it('is bounded by what was there, to the microsecond, so that a recipe reads the same rows again', async () => {
    const options = { table: 'clicks', time: 'at' };
    const first = await read(database.url, options);
    expect(first.options).toMatchObject({ until: '2026-01-02T00:00:00.000001Z' });
    await insert(`(3, 'c', 'view', '2026-01-02 00:00:00.000002+00')`);
    expect(rowsOf((await read(database.url, first.options)).interactions)).toEqual(rowsOf(first.interactions));
    const newer = await read(database.url, { ...options, since: first.options['until'] });
    expect(rowsOf(newer.interactions)).toEqual(['3 c 0.1']);
    await database.run(`delete from clicks where user_id = 3`);
  });

  it('can be told by an id that grows', async () => {
    const options = { table: 'clicks', time: '', watermark: 'id' };
    const first = await read(database.url, options);
    expect(first.options).toMatchObject({ watermark: 'id', until: expect.stringMatching(/^\d+$/) });
    await insert(`(4, 'd', 'view', '2025-01-01'), (5, 'd', 'view', null)`);
    const newer = await read(database.url, { ...options, since: first.options['until'] });
    expect(rowsOf(newer.interactions)).toEqual(['4 d 0.1', '5 d 0.1']);
    expect(rowsOf((await read(database.url, first.options)).interactions)).toEqual(rowsOf(first.interactions));
    await database.run(`delete from clicks where user_id in (4, 5)`);
  });

  it('becomes a new version behind the rows of the last, as a whole reading would have it', async () => {
    const { client, home } = await open();
    const source = `postgres:${database.url}`;
    const options = { table: 'clicks', time: 'at' };
    const first = await client.datasets.create({ name: 'clicks', recipe: { source, options } });
    expect(await client.datasets.refresh({ dataset: 'clicks' })).toEqual(first);

    await insert(`(2, 'a', 'share', '2026-01-03'), (0, 'z', 'view', '2026-01-04'), (1, null, 'view', '2026-01-05')`);
    const second = await client.datasets.refresh({ dataset: 'clicks' });
    expect(second).toMatchObject({
      version: 2,
      users: 3,
      items: 3,
      interactions: 4,
      profile: { types: { view: 2, like: 1, share: 1 } },
    });
    expect(second.profile.dropped).toMatchObject([{ reason: 'NULL item_id', rows: 1 }]);
    expect(second.recipe.options).toEqual({ ...first.recipe.options, until: '2026-01-04T00:00:00.000000Z' });
    const { interactions } = readSnapshot(join(home, 'datasets', second.fingerprint));
    expect(rowsOf(interactions)).toEqual(['1 a 0.1', '2 b 0.7', '2 a 1', '0 z 0.1']);

    const whole = await client.datasets.create({ name: 'whole', recipe: { source, options } });
    expect(whole.fingerprint).toBe(second.fingerprint);
    expect(JSON.stringify([first, second, whole])).not.toContain(new URL(database.url).password);
  });

  it('cannot be told without a column for it', async () => {
    const { client } = await open();
    const recipe = { source: `postgres:${database.url}`, options: { table: 'clicks', time: '' } };
    await client.datasets.create({ name: 'timeless', recipe });
    await expect(client.datasets.refresh({ dataset: 'timeless' })).rejects.toThrow('--set watermark=COLUMN');
    await client.datasets.create({ name: 'groups', recipe: { source: 'synthetic:groups' } });
    await expect(client.datasets.refresh({ dataset: 'groups' })).rejects.toThrow('which is read as a whole');
  });
});
