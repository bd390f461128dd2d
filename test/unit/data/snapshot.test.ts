import { readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { chmod, mkdir, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Vocabulary } from '#runs/data/interactions.ts';
import { readEvents, readSnapshot, verifySnapshot, writeSnapshot } from '#runs/data/snapshot.ts';
import { noAttributes, type SourceData } from '#runs/data/source.ts';
import { Weighting } from '#shared/domain/weighting.ts';
import { interactionsOf, sourceDataOf, temporaryFolder } from './fixture.ts';

/** Data that has every part a snapshot can have. */
function fullData(): SourceData {
  const interactions = interactionsOf([
    ['ann', 'x', 0.1, 1000],
    ['bob', 'y', 0.7, 2000],
    ['bob', 'x', 1, 3000],
    ['élodie', 'z 🎬', 0.3, 4000],
  ]);
  return sourceDataOf(interactions, {
    attributes: {
      users: { names: ['Ann', null, ''], categories: null, createdAt: null },
      items: {
        names: null,
        categories: {
          names: ['Drama', 'Käse 🧀'],
          membership: {
            rows: 3,
            cols: 2,
            indptr: Int32Array.of(0, 2, 2, 3),
            indices: Int32Array.of(0, 1, 1),
            values: Float64Array.of(1, 1, 1),
          },
        },
        createdAt: Float64Array.of(-1000, NaN, 3000),
      },
    },
    events: {
      typeNames: ['click', 'view'],
      types: Uint8Array.of(1, 0, 0, 1),
      details: Float32Array.of(1200, 0.5, NaN, 10),
    },
    given: {
      testUsers: Int32Array.of(0, 2),
      testItems: Int32Array.of(1, 0),
      negatives: { indptr: Int32Array.of(0, 1, 1, 2), items: Int32Array.of(2, 1) },
    },
    groups: {
      names: ['few', 'many'],
      letters: ['F', 'M'],
      sizes: [1, 2],
      expected_similarity: [
        [0, 0],
        [0, 0],
      ],
      ofUser: Int32Array.of(0, 1, 1),
    },
  });
}

describe('writeSnapshot and readSnapshot', () => {
  it('give back every column, id and part', async () => {
    const data = fullData();
    const { folder, fingerprint } = await writeSnapshot(await temporaryFolder(), data);
    const read = readSnapshot(folder);
    expect(read.fingerprint).toBe(fingerprint);
    expect(folder.endsWith(fingerprint)).toBe(true);
    const { userIds, itemIds, ...columns } = data.interactions;
    expect(read.interactions).toMatchObject(columns);
    expect(read.interactions.userIds.ids).toEqual(userIds.ids);
    expect(read.interactions.itemIds.ids).toEqual(itemIds.ids);
    expect(read.given).toEqual(data.given);
    expect(read.attributes).toEqual(data.attributes);
    expect(readEvents(folder)).toEqual(data.events);
    expect(read.groups!.ofUser).toEqual(data.groups!.ofUser);
    // bob is (x 1, y 0.7), élodie (z 0.3), ann (x 0.1): cosine ann–bob 1/√1.49, the others 0.
    expect(read.groups!.measured_similarity[0]![1]).toBeCloseTo(1 / Math.sqrt(1.49) / 2, 12);
    expect(read.groups!.measured_similarity[1]![1]).toBe(0);
  });

  it('leave out what the data lacks', async () => {
    const data = sourceDataOf(
      interactionsOf([
        ['a', 'x'],
        ['b', 'x'],
      ]),
    );
    const { folder } = await writeSnapshot(await temporaryFolder(), data);
    expect(readSnapshot(folder)).toMatchObject({
      attributes: noAttributes,
      given: null,
      groups: null,
      interactions: { times: null },
    });
    expect(readEvents(folder)).toBeNull();
  });

  it('leave nothing behind when they are stopped at any file', async () => {
    const root = await temporaryFolder();
    for (let stopAt = 1; stopAt <= 24; stopAt++) {
      let asked = 0;
      const write = writeSnapshot(root, fullData(), () => ++asked === stopAt);
      await expect(write).rejects.toMatchObject({ code: 'cancelled' });
      expect(readdirSync(root)).toEqual([]);
    }
  });

  it('name equal data by equal fingerprints, and write it once', async () => {
    const root = await temporaryFolder();
    const first = await writeSnapshot(root, fullData());
    expect(await writeSnapshot(root, fullData())).toEqual(first);
    expect(readdirSync(root)).toEqual([first.fingerprint]);
  });

  it.each<[string, (data: SourceData) => SourceData]>([
    [
      'a weight',
      (data) => ({ ...data, interactions: { ...data.interactions, weights: Float64Array.of(0.1, 0.7, 1, 0.4) } }),
    ],
    [
      'the order of rows',
      (data) => ({
        ...data,
        interactions: interactionsOf([
          ['bob', 'y', 0.7, 2000],
          ['ann', 'x', 0.1, 1000],
          ['bob', 'x', 1, 3000],
          ['élodie', 'z 🎬', 0.3, 4000],
        ]),
      }),
    ],
    ['times', (data) => ({ ...data, interactions: { ...data.interactions, times: null } })],
    [
      'an id',
      (data) => ({ ...data, interactions: { ...data.interactions, userIds: new Vocabulary(['ann', 'bob', 'zoe']) } }),
    ],
    ['the held-out part', (data) => ({ ...data, given: null })],
    ['an attribute', (data) => ({ ...data, attributes: { ...data.attributes, users: null } })],
    ['a type', (data) => ({ ...data, events: { ...data.events!, types: Uint8Array.of(1, 0, 1, 1) } })],
    ['the aggregation', (data) => ({ ...data, weighting: Weighting.parse({ aggregation: 'max' }) })],
    ['the transform', (data) => ({ ...data, weighting: Weighting.parse({ transform: 'log' }) })],
  ])('have another fingerprint where %s differs', async (_what, change) => {
    const root = await temporaryFolder();
    const before = await writeSnapshot(root, fullData());
    const after = await writeSnapshot(root, change(fullData()));
    expect(after.fingerprint).not.toBe(before.fingerprint);
  });

  it('give values, not options: what was dropped or how it was named does not count', async () => {
    const root = await temporaryFolder();
    const before = await writeSnapshot(root, fullData());
    const moved = {
      ...fullData(),
      address: 'file:/elsewhere.csv',
      dropped: [{ check: 'missing', reason: 'no user', rows: 1 } as const],
    };
    expect(await writeSnapshot(root, moved)).toEqual(before);
  });
});

describe('a damaged snapshot', () => {
  const readAll = (folder: string) => {
    readSnapshot(folder);
    readEvents(folder);
  };
  const eachFile = (folder: string, act: (path: string, name: string) => void) => {
    for (const name of readdirSync(folder)) act(join(folder, name), name);
  };

  it('is refused after any file was flipped, naming the file', async () => {
    const { folder } = await writeSnapshot(await temporaryFolder(), fullData());
    expect(readdirSync(folder).length).toBe(25);
    eachFile(folder, (path, name) => {
      const bytes = readFileSync(path);
      const flipped = Buffer.from(bytes);
      flipped[bytes.length >> 1]! ^= 1;
      writeFileSync(path, flipped);
      expect(() => readAll(folder)).toThrow(new RegExp(`${name} is damaged: its SHA-256 is `));
      writeFileSync(path, bytes);
    });
    expect(await verifySnapshot(folder)).toEqual([]);
  });

  it('is refused after any file was cut or lost, naming the file', async () => {
    const { folder } = await writeSnapshot(await temporaryFolder(), fullData());
    eachFile(folder, (path, name) => {
      const bytes = readFileSync(path);
      truncateSync(path, bytes.length - 1);
      expect(() => readAll(folder)).toThrow(new RegExp(`${name} is damaged: `));
      rmSync(path);
      expect(() => readAll(folder)).toThrow(new RegExp(`${name} cannot be read`));
      writeFileSync(path, bytes);
    });
  });

  it('is reported file by file by verify', async () => {
    const { folder } = await writeSnapshot(await temporaryFolder(), fullData());
    truncateSync(join(folder, 'users.i32'), 3);
    await rm(join(folder, 'times.f64'));
    const problems = await verifySnapshot(folder);
    expect(problems).toHaveLength(2);
    expect(problems.join(' ')).toMatch(/users\.i32 is damaged: it has 3 bytes instead of 16/);
    expect(problems.join(' ')).toMatch(/times\.f64 cannot be read/);
    expect(await verifySnapshot(`${folder}-gone`)).toHaveLength(1);
  });

  it('is put aside and written again when the dataset is created again', async () => {
    const root = await temporaryFolder();
    const { folder } = await writeSnapshot(root, fullData());
    truncateSync(join(folder, 'items.i32'), 0);
    await writeSnapshot(root, fullData());
    expect(await verifySnapshot(folder)).toEqual([]);
    expect(readdirSync(root).filter((name) => name.includes('.damaged-'))).toHaveLength(1);
  });
});

describe('a snapshot that cannot be written', () => {
  it('says so and leaves nothing behind', async () => {
    const folder = await temporaryFolder();
    const file = join(folder, 'file');
    await writeFile(file, '');
    await expect(writeSnapshot(join(file, 'datasets'), fullData())).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining('is not a folder'),
    });
    expect(readdirSync(folder)).toEqual(['file']);
  });

  it.skipIf(process.getuid?.() === 0 || process.platform === 'win32')(
    'names a folder without permission (skipped for root and on Windows)',
    async () => {
      const folder = await temporaryFolder();
      await chmod(folder, 0o500);
      await expect(writeSnapshot(folder, fullData())).rejects.toThrow('may not be written');
    },
  );

  it('removes drafts that a killed process left a day ago, and no younger ones', async () => {
    const root = await temporaryFolder();
    await mkdir(join(root, '.tmp-old'));
    await mkdir(join(root, '.tmp-new'));
    const yesterday = new Date(Date.now() - 25 * 3600 * 1000);
    await utimes(join(root, '.tmp-old'), yesterday, yesterday);
    const { fingerprint } = await writeSnapshot(root, fullData());
    expect(readdirSync(root).sort()).toEqual(['.tmp-new', fingerprint].sort());
  });
});
