import { chmod, mkdir, readdir, readFile, truncate, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Dataset } from '#shared/domain/dataset.ts';
import { csvFile } from './cli/csv-files.ts';
import { temporaryHome, type Home } from './cli/kindred.ts';

let home: Home;
beforeAll(async () => {
  home = await temporaryHome();
  await home.answer('datasets create --name shop --source synthetic:groups');
});
afterAll(() => home.remove());

type Expected = { exit: 1 | 2; says: RegExp };
type Failure = { error: { code: string; message: string; details?: unknown } };

/** Runs a command line that must fail, and checks how: one sentence, the same for people and for programs. */
async function fails(line: string, expected: Expected, ...more: string[]): Promise<Failure['error']> {
  const ended = await home.kindred(line, ...more, '--json');
  const { error } = ended.json<Failure>();
  expect(error.message).toMatch(expected.says);
  expect(error.message).not.toMatch(/\n|✖|undefined|\[object|\bat \S+:\d+/);
  expect(error.message).not.toContain('inside Kindred');
  expect(ended.code).toBe(expected.exit);
  return error;
}

describe('wrong usage', () => {
  const train = 'train --dataset shop --algorithm';
  const create = 'datasets create --name x';
  const cases: [string, string, RegExp][] = [
    ['an unknown command', 'trian', /'trian'.*Did you mean train\?/],
    ['an unknown subcommand', 'runs lst', /'lst'.*Did you mean list\?/],
    ['no command', '', /command is missing/],
    ['an unknown flag', 'train --datset shop --algorithm random', /--datset.*Did you mean --dataset\?/],
    ['a missing flag', 'train --dataset shop', /--algorithm <name> is missing/],
    ['a number that is none', `${train} random --seed x`, /whole number/],
    ['a choice that is none', `${train} random --split time`, /temporal/],
    ['an unknown param', `${train} user_knn --set n_neighbours=5`, /n_neighbours.*Did you mean "n_neighbors"/],
    ['a param out of its range', `${train} user_knn --set n_neighbors=0`, /n_neighbors/],
    ['a param of another kind', `${train} user_knn --set n_neighbors=many`, /n_neighbors/],
    ['an unknown source', `${create} --source fil:a.csv`, /fil.*Did you mean "file/],
    ['an unknown option', `${create} --source synthetic:groups --set prest=x`, /prest.*Did you mean "preset"/],
    ['no source', create, /needs a source/],
    ['a name that is none', 'datasets create --name a/b --source synthetic:groups', /name/],
    ['a filter that is none', 'runs list --filter ndcg@10>', /expected/i],
    ['an unknown field', 'runs list --filter algoritm="random"', /algoritm.*Did you mean "algorithm"/],
    ['an order that is none', 'runs list --order-by ndcg@10,sideways', /sideways/],
    ['an address of another computer', 'ui --host 203.0.113.1 --no-open', /203\.0\.113\.1/],
  ];
  it.each(cases)('%s is told in one sentence, exit code 2', async (_, line, says) => {
    expect(await fails(line, { exit: 2, says })).toMatchObject({ code: 'invalid_input' });
  });

  it('is told on stderr, and nothing on stdout, without --json', async () => {
    const { code, stdout, stderr } = await home.kindred('runs lst');
    expect([code, stdout, stderr]).toEqual([2, '', "kindred: Unknown command 'lst'. Did you mean list?\n"]);
  });
});

describe('what is not there', () => {
  const cases: [string, string, RegExp][] = [
    ['a dataset', 'datasets show shp', /"shp".*Did you mean "shop"/],
    ['the dataset to train on', 'train --dataset shp --algorithm random', /"shp".*Did you mean "shop"/],
    ['the algorithm', 'train --dataset shop --algorithm user_knm', /"user_knm".*Did you mean "user_knn"/],
    ['a run', 'runs show 99', /99/],
    ['a finished run', 'recommend --user user1', /no finished run/],
    ['a recipe', 'datasets create --name x --recipe none.json', /none\.json/],
    ['a backup', 'restore', /no backup/],
  ];
  it.each(cases)('%s is named, exit code 1', async (_, line, says) => {
    expect(await fails(line, { exit: 1, says })).toMatchObject({ code: 'not_found' });
  });
});

describe('data that cannot be used', () => {
  const create = 'datasets create --name bad --source file:bad.csv';
  const write = (...lines: string[]): Promise<string> => csvFile(home.folder, 'bad.csv', lines);
  const refused = { code: 'invalid_input' };

  it('is a file that is missing', async () => {
    const error = await fails('datasets create --name bad --source file:none.csv', { exit: 1, says: /none\.csv/ });
    expect(error.code).toBe('not_found');
  });

  it('is a folder', async () => {
    await mkdir(join(home.folder, 'folder.csv'));
    const line = 'datasets create --name bad --source file:folder.csv';
    expect(await fails(line, { exit: 2, says: /folder\.csv/ })).toMatchObject(refused);
  });

  it('is a file without the columns that are needed', async () => {
    await write('who,what', 'a,b');
    expect(await fails(create, { exit: 2, says: /bad\.csv.*who/ })).toMatchObject(refused);
    const mapped = `${create} --set user=Who --set item=what`;
    expect(await fails(mapped, { exit: 2, says: /"Who".*Did you mean "who"/ })).toMatchObject(refused);
  });

  it('is an interaction type that nobody knows', async () => {
    await write('user,item,type', 'a,x,view', 'b,y,vew');
    expect(await fails(create, { exit: 2, says: /"vew".*view/ })).toMatchObject(refused);
  });

  it('is no interaction at all', async () => {
    await write('user,item,type');
    expect(await fails(create, { exit: 2, says: /bad\.csv has no usable interactions/ })).toMatchObject(refused);
  });

  it('is a file that is empty', async () => {
    await writeFile(join(home.folder, 'bad.csv'), '');
    expect(await fails(create, { exit: 2, says: /bad\.csv.*empty/i })).toMatchObject(refused);
  });

  it('has weights that are no numbers, and then nothing is left', async () => {
    await write('user,item,rating', 'a,x,NaN', 'b,y,wow');
    const explicit = `${create} --weighting explicit`;
    expect(await fails(explicit, { exit: 2, says: /no usable interactions.*NaN/ })).toMatchObject(refused);
  });

  it('has one user', async () => {
    await write('user,item,type', 'a,x,view', 'a,y,view', 'a,z,like');
    expect(await fails(create, { exit: 2, says: /one user only \("a"\).*--set user=/ })).toMatchObject(refused);
  });

  it('leaves nothing behind', async () => {
    const { datasets } = await home.answer<{ datasets: { fingerprint: string }[] }>('datasets list');
    expect(await readdir(join(home.folder, 'home', 'datasets'))).toEqual(datasets.map((d) => d.fingerprint));
    expect(await home.answer('verify')).toMatchObject({ ok: true });
  });
});

describe('data that is odd', () => {
  it('has rows whose weight is no number: they are left out and counted', async () => {
    await csvFile(home.folder, 'nan.csv', ['user,item,rating', 'a,x,4', 'b,y,NaN', 'b,x,2', 'a,y,Infinity']);
    const { dataset } = await home.answer<{ dataset: Dataset }>(
      'datasets create --name nan --source file:nan.csv --weighting explicit',
    );
    expect(dataset.interactions).toBe(2);
    expect(dataset.profile.dropped.reduce((sum, { rows }) => sum + rows, 0)).toBe(2);
    expect((await home.kindred('datasets show nan')).stdout).toMatch(/dropped or repaired +rows/);
  });

  it('counts a pair that comes twice as a repeat', async () => {
    await csvFile(home.folder, 'twice.csv', ['user,item,type', 'a,x,view', 'a,x,view', 'b,x,view', 'b,y,view']);
    const { dataset } = await home.answer('datasets create --name twice --source file:twice.csv');
    expect(dataset).toMatchObject({ users: 2, items: 2, interactions: 4, profile: { duplicates: 1 } });
  });
});

describe('a run that cannot be', () => {
  it('asks for no neighbours', async () => {
    const line = 'train --dataset shop --algorithm user_knn --set n_neighbors=0';
    expect(await fails(line, { exit: 2, says: /n_neighbors/ })).toMatchObject({ code: 'invalid_input' });
  });

  it('needs times, a held-out part or negatives that the data has not', async () => {
    await csvFile(home.folder, 'plain.csv', ['user,item,type', 'a,x,view', 'a,y,view', 'b,x,view', 'b,y,view']);
    await home.answer('datasets create --name plain --source file:plain.csv');
    const train = 'train --dataset plain --algorithm popularity';
    for (const [flags, says] of [
      ['--split temporal', /"plain" has no times.*--split random/],
      ['--split given', /"plain" brought no held-out part.*--split/],
      ['--candidates given', /"plain".*--candidates all/],
    ] as const) {
      expect(await fails(`${train} ${flags}`, { exit: 1, says })).toMatchObject({ code: 'conflict' });
    }
  });

  it('needs more memory than it may have, and is refused before it starts', async () => {
    process.env['KINDRED_MEMORY_LIMIT'] = '1000';
    try {
      const says = /needs about .+ and it may take .+ now\. .+ KINDRED_MEMORY_LIMIT/;
      const error = await fails('train --dataset shop --algorithm user_knn', { exit: 1, says });
      expect(error).toMatchObject({ code: 'too_large', details: { limit_bytes: 1000 } });
    } finally {
      delete process.env['KINDRED_MEMORY_LIMIT'];
    }
  });

  it('leaves no trace', async () => {
    expect(await home.answer('runs list')).toMatchObject({ total: 0 });
  });
});

describe('a dataset that runs use', () => {
  it('is not deleted', async () => {
    await home.answer('train --dataset shop --algorithm popularity');
    const error = await fails('datasets delete shop', { exit: 1, says: /"shop".*run/ });
    expect(error.code).toBe('conflict');
    expect((await home.kindred('datasets show shop')).code).toBe(0);
  });
});

describe('a store that cannot be used', () => {
  /** Damages a fresh store and asks for its runs. @returns what was said, and whether the file is still as it was */
  async function afterDamage(damage: (file: string) => Promise<void>) {
    const other = await temporaryHome();
    try {
      await other.kindred('runs list');
      const file = join(other.folder, 'home', 'kindred.db');
      await damage(file);
      const before = await readFile(file);
      const ended = await other.kindred('runs list --json');
      const untouched = before.equals(await readFile(file));
      return { code: ended.code, untouched, message: ended.json<Failure>().error.message.replace(file, 'FILE') };
    } finally {
      await other.remove();
    }
  }
  const refused = (says: RegExp) => ({ code: 1, untouched: true, message: expect.stringMatching(says) });

  it('is a file of something else', async () => {
    const ended = await afterDamage((file) => writeFile(file, 'hello'.repeat(100)));
    expect(ended).toEqual(refused(/FILE is not a Kindred store/));
  });

  it('is an empty file', async () => {
    expect(await afterDamage((file) => truncate(file, 0))).toEqual(refused(/FILE is empty/));
  });

  it('is a file that is cut off', async () => {
    expect(await afterDamage((file) => truncate(file, 8192))).toEqual(refused(/FILE is (cut off|damaged)/));
  });

  it('is one that another process writes to and does not let go', async () => {
    const other = await temporaryHome();
    await other.answer('datasets create --name shop --source synthetic:groups');
    const holder = new Database(join(other.folder, 'home', 'kindred.db'));
    try {
      holder.exec('begin immediate');
      expect((await other.kindred('datasets list')).stdout).toContain('shop@1');
      const { code, json } = await other.kindred('train --dataset shop --algorithm random --json');
      expect(json<Failure>().error).toMatchObject({ code: 'unavailable', message: expect.stringContaining('busy') });
      expect(code).toBe(1);
    } finally {
      holder.close();
      await other.remove();
    }
  });

  it('is a data folder that is a file', async () => {
    const other = await temporaryHome();
    await writeFile(join(other.folder, 'home'), '');
    const { code, stderr } = await other.kindred('runs list');
    await other.remove();
    expect(code).toBe(1);
    expect(stderr).toMatch(/^kindred: .*home.*\n$/);
  });

  it.skipIf(process.getuid?.() === 0)('is a folder that may not be written (not as root)', async () => {
    const other = await temporaryHome();
    await mkdir(join(other.folder, 'home'), { mode: 0o500 });
    const { code, stderr } = await other.kindred('runs list');
    await chmod(join(other.folder, 'home'), 0o700);
    await other.remove();
    expect(code).toBe(1);
    expect(stderr).toMatch(/^kindred: .*home.*\n$/);
  });
});

describe('a port', () => {
  it('that is in use is named with the way out', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' && address ? String(address.port) : '';
    const error = await fails(`ui --port ${port} --no-open`, { exit: 1, says: new RegExp(`${port}.*--port`) });
    server.close();
    expect(error.code).toBe('conflict');
  });
});
