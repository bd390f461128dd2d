import { sql } from 'kysely';
import { describe, expect, it, onTestFinished } from 'vitest';
import { connect } from '#runs/tracking/connect.ts';
import { migrate, versionOf } from '#runs/tracking/migrate.ts';
import { migrations, type Migration } from '#runs/tracking/migrations.ts';
import { openStore } from '#runs/tracking/open-store.ts';
import { backupsIn } from '#runs/tracking/store-files.ts';
import { facts, filesIn, newRun, query, temporaryFolder, testClock } from './fixture.ts';

const clock = testClock();

const newest = migrations.length;

/** Steps that a later Kindred may bring. */
const addColour: Migration = {
  version: newest + 1,
  name: 'colour',
  up: async (db) => {
    await db.schema.alterTable('runs').addColumn('colour', 'text').execute();
  },
};
const failing: Migration = {
  version: newest + 2,
  name: 'failing',
  up: async (db) => {
    await db.schema.createTable('half').addColumn('a', 'text').execute();
    await sql`delete from runs`.execute(db);
    await sql`insert into nowhere values (1)`.execute(db);
  },
};
const dangling: Migration = {
  version: newest + 1,
  name: 'dangling',
  up: async (db) => {
    await sql`pragma defer_foreign_keys = on`.execute(db);
    await sql`delete from datasets`.execute(db);
  },
};

async function connectionToStore() {
  const store = filesIn(temporaryFolder());
  const first = await openStore({ ...store, clock });
  await first.runs.create(newRun(await first.datasets.insert('shop', facts())));
  await first.close();
  const connection = connect(store);
  onTestFinished(() => void connection.sqlite.close());
  return { store, connection };
}

const columnsOf = (connection: ReturnType<typeof connect>, table: string) =>
  connection.sqlite.prepare<[string], { name: string }>('select name from pragma_table_info(?)').all(table);

describe('a migration', () => {
  it('is numbered without gaps and bumps the version with itself', () => {
    expect(migrations.map(({ version }) => version)).toEqual(migrations.map((_, index) => index + 1));
    for (const { version, name } of migrations) expect(name.startsWith(String(version).padStart(4, '0'))).toBe(true);
  });

  it('happens once, after a verified backup', async () => {
    const { store, connection } = await connectionToStore();
    for (let again = 0; again < 2; again++) await migrate(connection, store, [...migrations, addColour]);
    expect(versionOf(connection.sqlite)).toBe(newest + 1);
    expect(columnsOf(connection, 'runs').at(-1)).toEqual({ name: 'colour' });
    const [backup, ...others] = backupsIn(store.backups);
    expect(others).toEqual([]);
    const before = await openStore({ file: backup!, backups: store.backups, clock });
    expect(await before.runs.list(query())).toMatchObject({ total: 1 });
    await before.close();
  });

  it('that fails leaves the steps before it, all data, and a sentence that names the backup', async () => {
    const { store, connection } = await connectionToStore();
    await expect(migrate(connection, store, [...migrations, addColour, failing])).rejects.toMatchObject({
      name: 'KindredError',
      message: expect.stringMatching(
        new RegExp(
          `could not be brought to schema ${newest + 2} \\(failing\\).*no such table: nowhere.*` +
            `It stays at schema ${newest + 1} with all its data\\. A backup from before is .*kindred-before-schema-${newest + 2}-\\w+\\.db`,
        ),
      ),
    });
    expect(versionOf(connection.sqlite)).toBe(newest + 1);
    expect(columnsOf(connection, 'half')).toEqual([]);
    expect(connection.sqlite.prepare('select count(*) from runs').pluck().get()).toBe(1);
    await migrate(connection, store, [...migrations, addColour]);
  });

  it('that would leave rows without what they refer to does not happen', async () => {
    const { store, connection } = await connectionToStore();
    await expect(migrate(connection, store, [...migrations, dangling])).rejects.toThrow(/refer to rows that are gone/);
    expect(versionOf(connection.sqlite)).toBe(newest);
    expect(connection.sqlite.prepare('select count(*) from datasets').pluck().get()).toBe(1);
  });

  it('is done by one of two processes that want it', async () => {
    const { store, connection } = await connectionToStore();
    const other = connect(store);
    onTestFinished(() => void other.sqlite.close());
    await Promise.all([connection, other].map((each) => migrate(each, store, [...migrations, addColour])));
    expect(versionOf(other.sqlite)).toBe(newest + 1);
  });
});
