import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readRecipe } from '../../../main/cli/datasets/read-recipe.ts';
import { writeNewFile } from '../../../main/cli/write-new-file.ts';

let folder = '';
beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'kindred-cli-'))));
afterEach(() => rm(folder, { recursive: true }));

describe('a file that is written', () => {
  it('is whole, and the only one there', async () => {
    const path = join(folder, 'runs.csv');
    expect(await writeNewFile(path, 'né', false)).toEqual({ path, bytes: 3 });
    expect(await readFile(path, 'utf8')).toBe('né');
    expect(await readdir(folder)).toEqual(['runs.csv']);
  });

  it('replaces another only when told to', async () => {
    const path = join(folder, 'runs.csv');
    await writeFile(path, 'old');
    await expect(writeNewFile(path, 'new', false)).rejects.toMatchObject({ code: 'conflict' });
    expect(await readFile(path, 'utf8')).toBe('old');
    await writeNewFile(path, 'new', true);
    expect(await readFile(path, 'utf8')).toBe('new');
  });

  it('leaves nothing behind where it cannot be written', async () => {
    await mkdir(join(folder, 'taken'));
    await expect(writeNewFile(join(folder, 'taken'), 'x', true)).rejects.toMatchObject({ code: 'unavailable' });
    await expect(writeNewFile(join(folder, 'no', 'such'), 'x', false)).rejects.toMatchObject({ code: 'unavailable' });
    expect(await readdir(folder)).toEqual(['taken']);
  });
});

describe('a recipe file', () => {
  const write = async (text: string): Promise<string> => {
    const path = join(folder, 'recipe.json');
    await writeFile(path, text);
    return path;
  };

  it('is a whole recipe where it names a source', async () => {
    const path = await write('\ufeff{"source":"synthetic:groups","options":{"preset":"reference"}}');
    expect(await readRecipe(path)).toMatchObject({ source: 'synthetic:groups', options: { preset: 'reference' } });
  });

  it('is the options of a source where it names none', async () => {
    expect(await readRecipe(await write('{"preset":"reference","seed":7}'))).toEqual({
      options: { preset: 'reference', seed: 7 },
    });
  });

  it('is refused by name where it is missing, no JSON or no recipe', async () => {
    await expect(readRecipe(join(folder, 'none.json'))).rejects.toMatchObject({ code: 'not_found' });
    await expect(readRecipe(folder)).rejects.toMatchObject({ code: 'not_found' });
    for (const text of ['', '{"a":', '[1]', '{"source":"file:x","sauce":1}', '{"source":"file:x","weighting":7}']) {
      await expect(readRecipe(await write(text))).rejects.toMatchObject({
        code: 'invalid_input',
        message: expect.stringContaining('recipe.json'),
      });
    }
  });
});
