import { existsSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { fileSource } from '#runs/data/file.ts';
import type { Attributes, SourceData } from '#runs/data/source.ts';
import { parseOptions } from '#shared/domain/parse-options.ts';
import { contextWith, rowsOf, temporaryFolder } from './fixture.ts';
import { layouts } from './layout-files.ts';

const read = (path: string, options: Record<string, unknown> = {}, weighting: unknown = {}): Promise<SourceData> =>
  fileSource.read(path, parseOptions(fileSource.options, options, 'The source file'), contextWith(weighting));

/** Category names of a row. */
const categoriesAt = ({ categories }: Attributes, row: number): string[] => {
  const { indptr, indices } = categories!.membership;
  return [...indices.subarray(indptr[row]!, indptr[row + 1]!)].map((index) => categories!.names[index]!);
};
const yearOf = ({ createdAt }: Attributes, row: number) => new Date(createdAt![row]!).getUTCFullYear();

describe.each(Object.entries(layouts))('the layout %s', (_name, { file, write }) => {
  it('is known by its names, in its folder or by its file, with what stands beside it', async () => {
    const folder = await temporaryFolder();
    await write(folder);
    const data = await read(folder);
    expect(rowsOf(data.interactions)).toEqual(['1 10 5', '1 11 3', '2 10 4']);
    expect(data.address).toBe(`file:${join(folder, file)}`);
    expect([...data.interactions.times!].slice(0, 2)).toEqual([881250949000, 891717742000]);
    expect(data.weighting.preset).toBe('explicit');
    const items = data.attributes.items!;
    expect(items.names).toEqual([expect.stringContaining('Misérables'), expect.stringContaining('Toy Story')]);
    expect([0, 1].map((row) => categoriesAt(items, row))).toEqual([
      ['Drama', 'Musical'],
      ['Animation', "Children's"],
    ]);
    expect([0, 1].map((row) => yearOf(items, row))).toEqual([1998, 1995]);
    expect(data.dropped).toEqual([]);
    expect((await read(join(folder, file))).interactions).toEqual(data.interactions);
  });

  it('can do without what stands beside it', async () => {
    const folder = await temporaryFolder();
    await write(folder);
    const { attributes, options } = await read(folder, { item_file: '', user_file: '' });
    expect(attributes).toEqual({ users: null, items: null });
    expect(options).toMatchObject({ item_file: '', user_file: '' });
  });
});

it('a part of a RecBole set finds what stands beside the whole', async () => {
  const folder = await temporaryFolder();
  await layouts.recbole.write(folder);
  await rename(join(folder, 'films.inter'), join(folder, 'films.train.inter'));
  await writeFile(join(folder, 'films.test.inter'), 'user_id:token\titem_id:token\n2\t11\n');
  const { attributes, given } = await read(join(folder, 'films.train.inter'), { test: 'films.test.inter' });
  expect(attributes.items!.names).toEqual(['Les Misérables', 'Toy Story']);
  expect(given).toEqual({ testUsers: Int32Array.of(1), testItems: Int32Array.of(1), negatives: null });
});

describe('users beside the data', () => {
  it.each([
    ['movielens-100k', 'technician'],
    ['movielens-1m', 'K-12 student'],
    ['recbole', 'technician'],
  ] as const)('are read in %s', async (name, occupation) => {
    const folder = await temporaryFolder();
    await layouts[name].write(folder);
    expect(categoriesAt((await read(folder)).attributes.users!, 0)).toEqual([occupation]);
  });
});

describe('attributes of any file', () => {
  const events = 'user,item\na,x\nb,y\nb,z\n';
  async function readWith(items: string, name = 'items.csv', options: Record<string, unknown> = {}) {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'events.csv'), events);
    await writeFile(join(folder, name), items);
    return read(join(folder, 'events.csv'), { item_file: name, ...options });
  }

  it('are named by --set item_file, in any format', async () => {
    const lines =
      '{"id":"x","name":"X","tags":["b","a"],"created_at":"2024-01-02"}\n{"id":"z","tags":[]}\n{"id":"q"}\n';
    const { attributes, options } = await readWith(lines, 'items.jsonl');
    expect(attributes.items!.names).toEqual(['X', null, null]);
    expect(categoriesAt(attributes.items!, 0)).toEqual(['a', 'b']);
    expect([...attributes.items!.createdAt!]).toEqual([Date.UTC(2024, 0, 2), NaN, NaN]);
    expect(options).toMatchObject({ item_file: 'items.jsonl' });
  });

  it('count and list the rows that say nothing', async () => {
    const { dropped, attributes } = await readWith('item_id,title\nx,X\nx,Y\n,Z\ny\n');
    expect(attributes.items!.names).toEqual(['X', null, null]);
    expect(dropped.map(({ reason }) => reason)).toEqual([
      'item attributes: an id that came before',
      'item attributes: no id',
      'item attributes: 1 columns instead of 2',
    ]);
  });

  it('are refused where no column is the id, and where the file is missing', async () => {
    await expect(readWith('what,title\nx,X\n')).rejects.toThrow(
      /no column that is clearly the id of the item.*Call it/,
    );
    await expect(readWith('id\n', 'items.csv', { item_file: 'item.csv' })).rejects.toThrow('Did you mean "items.csv"?');
  });
});

describe('several files of one type each', () => {
  async function shop(): Promise<string> {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'buys.csv'), 'uid,sid\na,x\nb,y\n');
    await writeFile(join(folder, 'carts.tsv.gz'), gzipSync('user\titem\tkind\na\ty\tcart\nc\tx\tcart\n\tx\tcart\n'));
    await writeFile(join(folder, 'test.csv'), 'uid,sid\na,z\nc,y\n,y\n');
    return folder;
  }
  const weights = { weights: { buy: 1, cart: 0.5 } };

  it.each<[string, unknown]>([
    ['text', 'buy=buys.csv, cart = carts.tsv'],
    ['JSON', { buy: ['buys.csv'], cart: 'carts.tsv.gz' }],
  ])('are told by --set files as %s', async (_what, files) => {
    const folder = await shop();
    const data = await read(folder, { files, test: 'test.csv' }, weights);
    expect(rowsOf(data.interactions)).toEqual(['a x 1', 'b y 1', 'a y 0.5', 'c x 0.5']);
    expect(data.types).toEqual({ buy: 2, cart: 2 });
    expect([...data.events!.types].map((type) => data.events!.typeNames[type])).toEqual(['buy', 'buy', 'cart', 'cart']);
    expect(data.interactions.itemIds.ids).toEqual(['x', 'y', 'z']);
    expect(data.given).toEqual({ testUsers: Int32Array.of(0, 2), testItems: Int32Array.of(2, 1), negatives: null });
    expect(data.dropped.map(({ reason }) => reason)).toEqual(['no user', 'held out: no user or item']);
    expect(data.address).toBe(`file:${folder}`);
    expect(data.options).toMatchObject({ files, test: 'test.csv' });
  });

  it('are refused with the way out', async () => {
    const folder = await shop();
    await expect(read(folder, { files: 'buys.csv' })).rejects.toThrow('"buys.csv" in --set files is not type=file');
    await expect(read(folder, { files: 'buy=bus.csv' })).rejects.toThrow('Did you mean "buys.csv"?');
    await expect(read(folder, { files: 'buy=buys.csv' })).rejects.toThrow('Give it one with --weight buy=1');
    await expect(read(join(folder, 'buys.csv'), { files: 'buy=buys.csv' })).rejects.toThrow(`Write file:${folder}.`);
    await mkdir(join(folder, 'empty'));
    await writeFile(join(folder, 'ratings.csv'), 'user,item\n');
    await writeFile(join(folder, 'shop.inter'), 'user,item\n');
    await expect(read(folder)).rejects.toThrow('Name one of ratings.csv, shop.inter');
    await expect(read(join(folder, 'empty'))).rejects.toThrow('is a folder. Name a file in it, or say');
  });
});

const data = resolve(import.meta.dirname, '../../../../shared/data');
const absent = !existsSync(join(data, 'taobao-ehcf'));
const because = absent ? ' (skipped: ../shared/data is absent)' : '';

describe('public data sets', () => {
  it.skipIf(absent)(`ml-100k has its titles, genres and years${because}`, async () => {
    const { interactions, attributes, dropped } = await read(join(data, 'ml-100k'));
    const { users, items } = attributes;
    expect([interactions.users.length, interactions.userIds.size, interactions.itemIds.size]).toEqual([
      100_000, 943, 1682,
    ]);
    expect([items!.names![0], categoriesAt(items!, 0), yearOf(items!, 0)]).toEqual([
      'Toy Story',
      ['Animation', "Children's", 'Comedy'],
      1995,
    ]);
    expect([items!.categories!.names.length, users!.categories!.names.length]).toEqual([19, 21]);
    expect(dropped).toEqual([]);
  });

  it.skipIf(absent)(`taobao-ehcf has two types and a held-out part${because}`, async () => {
    const files = 'buy=buy.train.txt, cart=cart.csv';
    const weights = { weights: { buy: 1, cart: 0.5 } };
    const { interactions, types, given } = await read(
      join(data, 'taobao-ehcf'),
      { files, test: 'buy.test.txt' },
      weights,
    );
    expect(types).toEqual({ buy: 211_022, cart: 193_747 });
    expect(interactions.userIds.size).toBe(48_749);
    expect(given!.testUsers.length).toBe(48_749);
  });
});
