import { existsSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { fileSource } from '#runs/data/file.ts';
import type { SourceData } from '#runs/data/source.ts';
import { makeSplit } from '#runs/data/split.ts';
import { SplitSpec } from '#shared/domain/split.ts';
import { contextWith, rowsOf, temporaryFolder } from './fixture.ts';

const read = (path: string, options: Record<string, unknown> = {}) =>
  fileSource.read(path, fileSource.options.parse(options), contextWith());

/** A layout in which 3 and its item 13 are known to the held-out part only. */
async function smallLayout(): Promise<string> {
  const prefix = join(await temporaryFolder(), 'small');
  await writeFile(`${prefix}.train.rating`, '1\t10\t1\t0\n1\t11\t1\t0\n2\t10\t1\t0\n');
  await writeFile(`${prefix}.test.rating`, '1\t12\t5\t978824351\n3\t13\t4\t978300174\n');
  await writeFile(`${prefix}.test.negative.gz`, gzipSync('(1,12)\t14\t12\t13\t14\n(3,13)\t10\t11\n'));
  return prefix;
}

const negativesOf = ({ given, interactions }: SourceData, user: string) => {
  const { indptr, items } = given!.negatives!;
  const index = interactions.userIds.indexOf(user);
  return [...items.subarray(indptr[index], indptr[index + 1])].map((item) => interactions.itemIds.id(item));
};

describe('the leave-one-out layout', () => {
  it.each(['.train.rating', '.test.rating', '.test.negative.gz', '.test.negative', ''])(
    'is found from X%s',
    async (ending) => {
      const prefix = await smallLayout();
      const { address, given } = await read(prefix + ending);
      expect(address).toBe(`file:${prefix}.train.rating`);
      expect(given?.negatives).not.toBeNull();
    },
  );

  it('holds training rows, held-out pairs and distinct negatives without the positive', async () => {
    const data = await read(await smallLayout());
    const { interactions, given } = data;
    expect(rowsOf(interactions)).toEqual(['1 10 1', '1 11 1', '2 10 1']);
    expect(interactions.times).toBeNull();
    expect(interactions.userIds.ids).toEqual(['1', '2', '3']);
    expect(interactions.itemIds.ids).toEqual(['10', '11', '12', '13', '14']);
    expect([...given!.testUsers].map((user) => interactions.userIds.id(user))).toEqual(['1', '3']);
    expect([...given!.testItems].map((item) => interactions.itemIds.id(item))).toEqual(['12', '13']);
    expect(negativesOf(data, '1')).toEqual(['13', '14']);
    expect(negativesOf(data, '3')).toEqual(['10', '11']);
    expect(data.dropped).toEqual([
      { check: 'repeated', reason: 'negative candidates listed twice for a user', rows: 1 },
      { check: 'excluded', reason: 'negative candidates that are the held-out item itself', rows: 1 },
    ]);
  });

  it('may lack negatives, or the whole held-out part', async () => {
    const prefix = await smallLayout();
    await rm(`${prefix}.test.negative.gz`);
    expect((await read(prefix)).given).toMatchObject({ negatives: null });
    await rm(`${prefix}.test.rating`);
    expect((await read(`${prefix}.train.rating`)).given).toBeNull();
  });

  it('is refused without its training file, with negatives of nothing, and with columns', async () => {
    const prefix = await smallLayout();
    await expect(read(prefix, { user: 'uid' })).rejects.toThrow('--set user has no meaning');
    await rm(`${prefix}.test.rating`);
    await expect(read(prefix)).rejects.toThrow(
      `but there is no "${prefix}.test.rating" (or "${prefix}.test.rating.gz")`,
    );
    await rm(`${prefix}.train.rating`);
    await expect(read(`${prefix}.test.negative.gz`)).rejects.toMatchObject({ code: 'not_found' });
  });
});

const ml1m = resolve(import.meta.dirname, '../../../../shared/data/ml-1m-ncf/ml-1m.train.rating.gz');
const absent = !existsSync(ml1m);

describe('MovieLens 1M', () => {
  it.skipIf(absent)(
    `is read whole, with 156 positives dropped from the negatives${absent ? ' (skipped: ../shared/data/ml-1m-ncf is absent)' : ''}`,
    async () => {
      const { interactions, attributes, given, dropped } = await read(ml1m);
      expect(interactions.users.length).toBe(994_169);
      expect([interactions.userIds.size, interactions.itemIds.size]).toEqual([6040, 3706]);
      expect(interactions.times).toBeNull();
      expect(given!.testUsers.length).toBe(6040);
      expect(given!.negatives!.items.length).toBe(6040 * 99 - 156);
      expect(dropped).toEqual([
        {
          check: 'excluded',
          reason: 'negative candidates that are the held-out item itself',
          rows: 156,
        },
      ]);

      const snapshot = { fingerprint: 'f', interactions, attributes, given, groups: null };
      const [fold] = makeSplit(snapshot, SplitSpec.parse({ kind: 'given' }), contextWith().weighting).folds;
      expect(fold!.test.indices.length).toBe(6040);
    },
  );
});
