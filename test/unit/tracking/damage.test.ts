import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { KindredError } from '#shared/api/errors.ts';
import { openStore } from '#runs/tracking/open-store.ts';
import { shmOf, walOf } from '#runs/tracking/store-files.ts';
import { facts, filesIn, newRun, temporaryFolder, testClock } from './fixture.ts';
import { newVersion } from './samples.ts';

const clock = testClock();

async function closedStore(): Promise<string> {
  const files = filesIn(temporaryFolder());
  const store = await openStore({ ...files, clock });
  const dataset = await store.datasets.insert('shop', facts());
  const settings = { host: 'db', port: 5432, database: 'shop', user: 'reader', read_only: true };
  await store.connections.save({ name: 'shop', settings });
  await store.datasets.delete((await store.datasets.insert('old', facts('2'.repeat(64)))).id);
  await store.userGroups.save({ dataset_id: dataset.id, name: 'mine', users: ['u1', 'u2'], origin: '' });
  await store.views.save({ page: 'runs', name: 'mine', search: 'filter=knn' });
  for (let seed = 0; seed < 12; seed++) {
    const run = await store.runs.create(newRun(dataset, { seed, tags: { stage: 'new' }, note: 'A note.' }));
    const entries = Array.from({ length: 30 }, (_, step) => ({ name: `metric_${step % 10}`, step, value: step / 7 }));
    await store.runs.logMetrics(run.id, entries);
    await store.runs.addArtifact(run.id, {
      name: 'a.txt',
      sha256: 'a'.repeat(64),
      bytes: 3,
      content_type: 'text/plain',
    });
    await store.runs.finish(run.id, { status: 'FINISHED', duration_ms: 1 });
    if (seed < 3) await store.models.register(newVersion(run, { version: seed + 1 }));
  }
  await store.close();
  return files.file;
}

const tables = [
  'experiments',
  'datasets',
  'deleted_datasets',
  'runs',
  'params',
  'metrics',
  'metric_history',
  'tags',
  'splits',
  'artifacts',
  'connections',
  'user_groups',
  'views',
  'models',
  'model_versions',
  'model_aliases',
  'model_events',
];

/** All rows, read table by table without any index. */
function dump(file: string): string {
  const sqlite = new Database(file, { readonly: true });
  try {
    return JSON.stringify(tables.map((table) => sqlite.prepare(`select * from ${table} not indexed`).all()));
  } catch (error) {
    return `cannot be read: ${String(error)}`;
  } finally {
    sqlite.close();
  }
}

/** Opens and verifies: what a person is told. Empty = all is well. */
async function told(file: string): Promise<string[]> {
  try {
    const store = await openStore({ file, backups: `${file}.backups`, clock });
    try {
      return await store.verify();
    } finally {
      await store.close();
    }
  } catch (error) {
    if (!(error instanceof KindredError)) throw error;
    return [error.message];
  }
}

describe('a changed value', () => {
  it('is reported with the run it belongs to', async () => {
    const file = await closedStore();
    expect(await told(file)).toEqual([]);
    const sqlite = new Database(file);
    sqlite.exec("update runs set note = 'A nota.' where number = 3");
    sqlite.exec("update params set number_value = 51 where run = 4 and key = 'n_neighbors'");
    sqlite.exec("update metrics set value = 0.5 where run = 5 and name = 'metric_1'");
    sqlite.exec("update tags set value = 'nex' where run = 6");
    sqlite.exec("update datasets set fingerprint = 'e' where name = 'shop'");
    sqlite.exec('update artifacts set bytes = 4 where run = 7');
    sqlite.exec('update metric_history set step = 9 where run = 8 and step = 1');
    const id = sqlite.prepare('select id from runs where number = 3').pluck().get();
    sqlite.close();
    expect(await told(file)).toEqual([
      'Dataset "shop" version 1: its row is damaged.',
      `Run 3 (${String(id)}): its row is damaged.`,
      expect.stringMatching(/^Run 4 .* param "n_neighbors" is damaged\.$/),
      expect.stringMatching(/^Run 5 .* metric "metric_1" is damaged\.$/),
      expect.stringMatching(/^Run 6 .* tag "stage" is damaged\.$/),
      expect.stringMatching(/^Run 7 .* the record of file "a\.txt" is damaged\.$/),
      expect.stringMatching(/^Run 8 .* step 9 of metric "metric_1" is damaged\.$/),
    ]);
  });

  it('of the schema is reported, though SQLite takes it for a column like any other', async () => {
    const file = await closedStore();
    const text = readFileSync(file, 'latin1');
    writeFileSync(file, text.replaceAll('"deleted_at" integer', '"deleved_at" integer'), 'latin1');
    expect((await told(file)).join()).toContain('the definition of "runs" is not the one of schema');
  });

  it('is not made to look right by the next change of its run', async () => {
    const file = await closedStore();
    const sqlite = new Database(file);
    sqlite.exec("update runs set note = 'A nota.' where number = 3");
    sqlite.close();
    const store = await openStore({ file, backups: `${file}.backups`, clock });
    const { id } = await store.runs.find('3');
    await expect(store.runs.update(id, { name: 'x' })).rejects.toMatchObject({ code: 'unavailable' });
    await store.close();
  });
});

describe('a flipped bit', () => {
  it('anywhere in the file that changes a row never goes unnoticed', async () => {
    const file = await closedStore();
    const whole = readFileSync(file);
    const rows = dump(file);
    const copy = join(temporaryFolder(), 'kindred.db');
    const unnoticed: number[] = [];
    let changed = 0;
    for (let round = 0; round < 150; round++) {
      // A fixed walk over the file that visits every page.
      const at = (round * 7919 * 131 + round) % whole.length;
      const bytes = Buffer.from(whole);
      bytes[at] = bytes[at]! ^ (1 << (round % 8));
      writeFileSync(copy, bytes);
      const isChanged = dump(copy) !== rows;
      const problems = await told(copy);
      changed += isChanged ? 1 : 0;
      if (isChanged && problems.length === 0) unnoticed.push(at);
      for (const path of [copy, walOf(copy), shmOf(copy)]) rmSync(path, { force: true });
    }
    expect(unnoticed).toEqual([]);
    expect(changed).toBeGreaterThan(15);
  });
});
