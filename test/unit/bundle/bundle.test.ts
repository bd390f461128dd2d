import { readFile, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeBundle } from '#runs/bundle/write-bundle.ts';
import { readBundle } from '#runs/bundle/read-bundle.ts';
import { encodeBundle } from '#runs/bundle/encode-bundle.ts';
import { algorithms } from '#runs/models/algorithms.ts';
import { restoreModel } from '#runs/bundle/restore-model.ts';
import { temporaryFolder, trained } from './fixture.ts';

describe('a bundle', () => {
  it('gives back everything that was written', async () => {
    const { contents } = await trained();
    const file = join(temporaryFolder(), 'a.kindred');
    const written = await writeBundle(file, contents);
    const { manifest, ...read } = await readBundle(file);
    expect(read).toEqual({ ...contents, ...written });
    expect((await stat(file)).size).toBe(written.bytes);
    expect(manifest.model.model_version).toBe('shop-knn_v3');
    expect(manifest.files.map(({ name }) => name)).toContain('MLmodel');
  });

  it('keeps ids and names as they are, of any script and length', async () => {
    const { contents } = await trained();
    const itemIds = ['0', '7', '10', '"quoted"', '\u2028', 'a\tb', 'ä', '日本', '😀'.repeat(50), '\uffff'];
    const itemNames = ['=cmd()', null, '', '<b>', '|', '`', '\u0000', 'ß', '[x](y)', '名'];
    const file = join(temporaryFolder(), 'a.kindred');
    await writeBundle(file, { ...contents, itemIds: itemIds.toSorted(byId), itemNames });
    const read = await readBundle(file);
    expect(read.itemIds).toEqual(itemIds.toSorted(byId));
    expect(read.itemNames).toEqual(itemNames);
  });

  it('carries what items are about, and refuses what cannot be', async () => {
    const { contents } = await trained();
    const membership = {
      rows: 10,
      cols: 2,
      indptr: Int32Array.of(0, 2, 3, 3, 3, 3, 3, 3, 3, 3, 3),
      indices: Int32Array.of(0, 1, 1),
      values: Float64Array.of(1, 1, 1),
    };
    const itemCategories = { names: ['Drama', 'Sci-Fi'], membership };
    const file = join(temporaryFolder(), 'a.kindred');
    await writeBundle(file, { ...contents, itemCategories });
    expect((await readBundle(file)).itemCategories).toEqual(itemCategories);
    const outside = { names: ['Drama'], membership: { ...membership, cols: 1 } };
    await writeBundle(file, { ...contents, itemCategories: outside });
    await expect(readBundle(file)).rejects.toThrow(/item-categories\/indices\.npy holds 1, outside 0 to 0/);
  });

  it('has equal bytes for equal contents, whenever, wherever and in whatever order they came', async () => {
    const { contents } = await trained();
    const first = await encodeBundle(contents);
    const zone = process.env['TZ'];
    process.env['TZ'] = 'Pacific/Kiritimati';
    const { metrics, saved } = (await trained()).contents;
    const again = await encodeBundle({
      ...contents,
      metrics: Object.fromEntries(Object.entries(metrics).toReversed()),
      saved: { ...saved, arrays: Object.fromEntries(Object.entries(saved.arrays).toReversed()) },
    });
    if (zone === undefined) delete process.env['TZ'];
    else process.env['TZ'] = zone;
    expect(again.equals(first)).toBe(true);
  });

  it('replaces a file as a whole and leaves no drafts', async () => {
    const folder = temporaryFolder();
    const file = join(folder, 'a.kindred');
    const { contents } = await trained();
    await writeBundle(file, contents);
    await writeBundle(file, { ...contents, version: 4 });
    expect((await readBundle(file)).version).toBe(4);
    expect(await readdir(folder)).toEqual(['a.kindred']);
  });

  it('has no name before it is whole', async () => {
    const folder = temporaryFolder();
    const { contents } = await trained();
    const broken = { ...contents, saved: { ...contents.saved, arrays: { '../up': new Int32Array(1) } } };
    await expect(writeBundle(join(folder, 'a.kindred'), broken)).rejects.toThrow(/cannot hold the file/);
    expect(await readdir(folder)).toEqual([]);
  });

  it('has a model card with what, data, metrics and their definitions, lineage and limits', async () => {
    const { contents } = await trained();
    const card = (await encodeBundle(contents)).toString('utf8');
    for (const part of [
      '# shop-knn\\_v3',
      '| ndcg@10 | 0.4 |',
      '**ndcg**: Gain binary',
      '## Lineage',
      'f'.repeat(64),
      'by ada',
      '## Limits',
      'cold-start policy',
    ]) {
      expect(card).toContain(part);
    }
  });
});

describe('the model that a bundle restores', () => {
  it.each(algorithms.map((algorithm) => [algorithm.name, algorithm] as const))(
    'answers with equal bits: %s',
    async (_, algorithm) => {
      const { contents, recommender } = await trained(algorithm);
      const file = join(temporaryFolder(), 'a.kindred');
      await writeBundle(file, contents);
      const restored = restoreModel(await readBundle(file)).recommender;
      for (let user = -1; user < contents.train.rows; user++) {
        const [before, after] = [recommender, restored].map((each) => {
          const scores = new Float64Array(contents.train.cols);
          each.score(user, scores);
          return scores;
        });
        expect(after).toEqual(before);
        const list = recommender.recommend(user, { limit: 10 });
        expect(restored.recommend(user, { limit: 10 })).toEqual(list);
        for (const { item } of list) expect(restored.explain(user, item)).toEqual(recommender.explain(user, item));
      }
    },
  );
});

describe('a file that is no bundle', () => {
  it.each([
    ['is not there', (folder: string) => join(folder, 'none.kindred'), 'not_found', /There is no bundle/],
    ['is a folder', (folder: string) => folder, 'invalid_input', /is not a file/],
    ['is something else', () => new URL(import.meta.url).pathname, 'unavailable', /Either not a zip file/],
    ['never ends', () => '/dev/zero', 'invalid_input', /is not a file/],
  ])('and %s is refused', async (_, path, code, message) => {
    const refused = readBundle(path(temporaryFolder()));
    await expect(refused).rejects.toMatchObject({ code, message: expect.stringMatching(message) });
  });

  it('because it is cut off at any length is refused', async () => {
    const whole = await encodeBundle((await trained()).contents);
    const { decodeBundle } = await import('#runs/bundle/read-bundle.ts');
    for (let length = 0; length < whole.length; length += 97) {
      await expect(decodeBundle(whole.subarray(0, length), 'a.kindred')).rejects.toMatchObject({
        name: 'KindredError',
      });
    }
  });

  it('because it is larger than the limit is refused before it is read', async () => {
    const file = join(temporaryFolder(), 'a.kindred');
    const { bytes } = await writeBundle(file, (await trained()).contents);
    await expect(readBundle(file, { archiveBytes: bytes - 1 })).rejects.toMatchObject({ code: 'too_large' });
    expect((await readFile(file)).length).toBe(bytes);
  });
});

const byId = (a: string, b: string): number => {
  const [x, y] = [Number(a), Number(b)];
  if (/^\d+$/.test(a) && /^\d+$/.test(b)) return x - y;
  return /^\d+$/.test(a) ? -1 : /^\d+$/.test(b) ? 1 : a < b ? -1 : 1;
};
