import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createDataset } from '#runs/data/create-dataset.ts';
import { rejectedPath, rejectedProblem } from '#runs/data/rejected-rows.ts';
import { Recipe } from '#shared/domain/dataset.ts';
import { temporaryFolder } from './fixture.ts';

const context = { onProgress() {}, shouldStop: () => false };

async function createFrom(content: string, rest: Record<string, unknown> = {}) {
  const folder = await temporaryFolder();
  const path = join(folder, 'ratings.csv');
  await writeFile(path, content);
  const root = join(folder, 'datasets');
  return { root, create: () => createDataset(Recipe.parse({ source: `file:${path}`, ...rest }), root, context) };
}

describe('createDataset', () => {
  it('profiles what it read', async () => {
    const { create } = await createFrom(
      'user,item,type,time\na,x,view,2024-05-01\na,x,like,2024-05-02\na,y,view,2024-05-03\nb,x,view,2024-05-04\nb,,view,2024-05-04\n',
    );
    expect(await create()).toMatchObject({
      users: 2,
      items: 2,
      interactions: 4,
      density: 0.75,
      has_times: true,
      given: 'none',
      groups: null,
      profile: {
        types: { view: 3, like: 1 },
        duplicates: 1,
        first_at: Date.UTC(2024, 4, 1),
        last_at: Date.UTC(2024, 4, 4),
        activity: { edges: [1, 2, 4], counts: [1, 1] },
        popularity: { edges: [1, 2, 4], counts: [1, 1] },
        gini: 0.25,
        cold_users: 1,
        user_pairs: 2 ** 2 + 1,
        item_pairs: 2 ** 2 + 1,
        dropped: [{ check: 'missing', reason: 'no item', rows: 1, example: 'row 6: b  view 2024-05-04' }],
        weights: { min: 0.1, max: 0.7 },
        // The last of a, on the third, is as old as nothing else: what else there is comes before.
        leakage: 0,
      },
    });
  });

  it('measures how far a split by users would look ahead', async () => {
    const { create } = await createFrom(
      'user,item,time\na,x,2024-05-01\na,y,2024-05-02\nb,x,2024-05-03\nb,y,2024-05-04\n',
    );
    expect((await create()).profile.leakage).toBe(0.5);
    const { create: timeless } = await createFrom('user,item\na,x\nb,x\n');
    expect((await timeless()).profile.leakage).toBeNull();
  });

  it('keeps the rows that it left out as a file beside the snapshots', async () => {
    const { create, root } = await createFrom('user,item,type\na,x,view\nb,,view\n=c(),x\nb,x,view\n');
    const { rejected } = (await create()).profile;
    const csv = await readFile(rejectedPath(root, rejected!.sha256), 'utf8');
    const file = join(root, '../ratings.csv');
    expect(csv.split('\r\n')).toEqual([
      'file,row,reason,content',
      `${file},3,no item,"b,,view"`,
      `${file},4,2 columns instead of 3,"'=c(),x"`,
      '',
    ]);
    expect(rejected!.bytes).toBe(Buffer.byteLength(csv));
    expect(rejectedProblem(root, rejected)).toBeNull();
    await writeFile(rejectedPath(root, rejected!.sha256), 'x');
    expect(rejectedProblem(root, rejected)).toMatch(/rows\.csv, was changed\.$/);
    expect(rejectedProblem(file, rejected)).toMatch(/rows\.csv, cannot be read\.$/);
    expect(rejectedProblem(root, null)).toBeNull();
    expect((await (await createFrom('user,item\na,x\nb,x\n')).create()).profile.rejected).toBeNull();
  });

  it('writes down the weighting and the columns that it chose', async () => {
    const { create } = await createFrom('uid,movie,stars\na,x,5\nb,x,3\n');
    expect((await create()).recipe).toEqual({
      source: expect.stringMatching(/^file:\/.*ratings\.csv$/),
      options: {
        user: 'uid',
        item: 'movie',
        type: '',
        weight: 'stars',
        time: '',
        format: 'delimited',
        delimiter: 'comma',
        encoding: 'auto',
        header: true,
        user_file: '',
        item_file: '',
      },
      weighting: { preset: 'explicit', weights: {}, aggregation: 'sum', transform: 'none' },
    });
  });

  it.each([
    ['no rows', 'user,item\n', /ratings\.csv has no usable interactions\.$/],
    [
      'no usable row',
      'user,item,rating\na,x,NaN\nb,x,\n',
      /Left out: 1 × a weight that is NaN \(row 2: a x NaN\); 1 × no weight/,
    ],
    ['one user', 'user,item\na,x\na,y\n', /one user only \("a"\).*--set user=COLUMN/],
  ])('refuses %s and keeps nothing', async (_case, content, message) => {
    const { create, root } = await createFrom(content);
    await expect(create()).rejects.toThrow(message);
    await expect(create()).rejects.toMatchObject({ code: 'invalid_input' });
    expect(existsSync(root)).toBe(false);
  });

  it('counts repeated pairs and adds up their weights, so that duplicate rows are no error', async () => {
    const { create } = await createFrom('user,item\na,x\na,x\nb,x\n');
    expect((await create()).profile.duplicates).toBe(1);
  });
});
