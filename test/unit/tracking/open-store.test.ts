import { mkdirSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import { schemaVersion } from '#runs/tracking/migrations.ts';
import { openStore } from '#runs/tracking/open-store.ts';
import type { StoreFiles } from '#runs/tracking/store-files.ts';
import { facts, filesIn, newRun, query, temporaryFolder, testClock } from './fixture.ts';

const clock = testClock();

/** A closed store with a run in it, and a backup of it. */
async function storeOnDisk(): Promise<StoreFiles & { backup: string }> {
  const files = filesIn(temporaryFolder());
  const store = await openStore({ ...files, clock });
  const dataset = await store.datasets.insert('shop', facts());
  const run = await store.runs.create(newRun(dataset));
  await store.runs.logMetrics(
    run.id,
    Array.from({ length: 2000 }, (_, step) => ({ name: 'loss', step, value: step })),
  );
  const { path } = await store.backup(join(files.backups, 'kindred-1.db'));
  await store.close();
  return { ...files, backup: path };
}

async function refusal(files: StoreFiles): Promise<string> {
  const error: unknown = await openStore({ ...files, clock }).then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toMatchObject({ name: 'KindredError' });
  return error instanceof Error ? error.message : '';
}

describe('a new store', () => {
  it('is made where there is none, whole, with nothing beside it once it is closed', async () => {
    const files = filesIn(join(temporaryFolder(), 'a new', 'data folder'));
    const store = await openStore({ ...files, clock });
    expect(await store.runs.list(query())).toEqual({ runs: [], total: 0 });
    expect(store.schemaVersion).toBe(schemaVersion);
    await store.close();
    expect(readdirSync(dirname(files.file))).toEqual(['kindred.db']);
  });

  it('is one, where several are made at once', async () => {
    const files = filesIn(temporaryFolder());
    const stores = await Promise.all(Array.from({ length: 5 }, () => openStore({ ...files, clock })));
    onTestFinished(() => Promise.all(stores.map((store) => store.close())).then(() => {}));
    await stores[0]!.datasets.insert('shop', facts());
    for (const store of stores) expect(await store.datasets.list()).toHaveLength(1);
  });
});

describe('each connection', () => {
  it('has the settings that durability and safety need', async () => {
    const files = filesIn(temporaryFolder());
    const stores = [await openStore({ ...files, clock }), await openStore({ ...files, clock })];
    onTestFinished(() => Promise.all(stores.map((store) => store.close())).then(() => {}));
    for (const store of stores) {
      expect(store.settings()).toEqual({
        application_id: 0x4b494e44,
        user_version: schemaVersion,
        journal_mode: 'wal',
        synchronous: 2,
        busy_timeout: 5000,
        foreign_keys: 1,
        trusted_schema: 0,
        cell_size_check: 1,
        wal_autocheckpoint: 1000,
        journal_size_limit: 67_108_864,
        temp_store: 2,
        mmap_size: 0,
      });
      expect(store.warnings).toEqual([]);
    }
  });
});

describe('a store file is refused, named and left as it is when it', () => {
  const damages: [what: string, damage: (file: string) => void, says: string][] = [
    ['is empty', (file) => truncateSync(file, 0), 'is empty (0 bytes)'],
    ['ends inside its header', (file) => truncateSync(file, 50), 'cut off: 50 of 100 bytes'],
    ['ends in the middle', (file) => truncateSync(file, 4096 * 7), 'cut off: 28672 of'],
    ['lacks its last byte', (file) => truncateSync(file, statSync(file).size - 1), 'cut off'],
    [
      'was written by a newer Kindred',
      (file) => setVersion(file, 14),
      `schema 14; this one knows schema ${schemaVersion}`,
    ],
  ];
  it.each(damages)('%s; its newest backup and the way back are named', async (_, damage, says) => {
    const { backup, ...files } = await storeOnDisk();
    const message = await refusalAfter(damage, files);
    for (const part of [says, backup, '`kindred restore`']) expect(message).toContain(part);
  });

  const strangers: typeof damages = [
    ['is text', (file) => writeFileSync(file, 'user,item\n1,2\n'.repeat(400)), 'not a Kindred store'],
    ['is the SQLite file of another program', foreignDatabase, 'another program (application id 0)'],
    ['has no schema', (file) => setVersion(file, 0), 'could not be brought to schema 1'],
  ];
  it.each(strangers)('%s', async (_, damage, says) => {
    expect(await refusalAfter(damage, await storeOnDisk())).toContain(says);
  });

  async function refusalAfter(damage: (file: string) => void, files: StoreFiles): Promise<string> {
    damage(files.file);
    const before = readFileSync(files.file);
    const message = await refusal(files);
    expect(message).toContain(files.file);
    expect(readFileSync(files.file).equals(before)).toBe(true);
    return message;
  }

  it('is missing while its log is there', async () => {
    const files = filesIn(temporaryFolder());
    writeFileSync(`${files.file}-wal`, 'a log');
    expect(await refusal(files)).toMatch(
      /is missing, but its log .* There is no backup in .*kindred restore --from FILE/,
    );
    expect(readdirSync(dirname(files.file))).toEqual(['kindred.db-wal']);
  });

  it('could only be made where a file stands in the way of its folder', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'home'), 'in the way');
    const files = filesIn(join(folder, 'home', 'kindred'));
    expect(await refusal(files)).toBe(
      `The store ${files.file} cannot be opened. Check that its folder exists and that you may read and write there.`,
    );
  });

  it('is a folder', async () => {
    const files = filesIn(temporaryFolder());
    mkdirSync(files.file);
    expect(await refusal(files)).toContain('it is not a file');
  });

  function foreignDatabase(file: string): void {
    truncateSync(file, 0);
    const sqlite = new Database(file);
    sqlite.exec('create table theirs (a)');
    sqlite.close();
  }

  function setVersion(file: string, version: number): void {
    const sqlite = new Database(file);
    sqlite.pragma(`user_version = ${version}`);
    sqlite.close();
  }
});
