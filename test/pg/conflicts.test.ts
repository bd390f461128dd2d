import { beforeAll, expect, it } from 'vitest';
import { createDatabase, type TestDatabase } from './database.ts';
import { read } from './read.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase();
  await database.run(`
    create table gate (is_shut boolean); insert into gate values (true);
    create function pass() returns boolean language plpgsql as $$ begin
      if (select is_shut from public.gate) then raise exception 'canceling statement due to conflict with recovery' using errcode = '40001'; end if;
      return true;
    end $$;
    create view clicks as select i % 3 as user_id, i as item_id from generate_series(1, 9) i where public.pass()`);
});

const warnings: string[] = [];

it('gives up after three conflicts as a replica has them, and says so', async () => {
  warnings.length = 0;
  const reading = read(database.url, { table: 'clicks' }, { onWarning: (sentence) => void warnings.push(sentence) });
  await expect(reading).rejects.toMatchObject({
    code: 'unavailable',
    message: expect.stringMatching(
      /^database "t_\w+" on 127\.0\.0\.1:\d+ could not keep one state of the data while reading public\.clicks \(canceling statement due to conflict with recovery\)\. Try again\.$/,
    ),
  });
  expect(warnings.filter((sentence) => sentence.endsWith('Reading begins again.'))).toHaveLength(2);
});

it('begins again by itself from a new snapshot', async () => {
  let opened: Promise<unknown> | undefined;
  const onWarning = (sentence: string) => {
    if (sentence.endsWith('Reading begins again.')) opened ??= database.run('update gate set is_shut = false');
  };
  const { interactions } = await read(database.url, { table: 'clicks' }, { onWarning });
  await opened;
  expect(opened).toBeDefined();
  expect(interactions.users.length).toBe(9);
});
