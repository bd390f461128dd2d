import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fileSource } from '#runs/data/file.ts';
import { previewFile } from '#runs/data/preview-file.ts';
import { FilePreview } from '#shared/domain/file-preview.ts';
import { contextWith, temporaryFolder } from './fixture.ts';
import { layouts } from './layout-files.ts';

const preview = async (path: string, options: Record<string, unknown> = {}) =>
  FilePreview.parse(await previewFile(path, fileSource.options.parse(options)));

async function fileWith(content: string, name = 'data.csv'): Promise<string> {
  const path = join(await temporaryFolder(), name);
  await writeFile(path, content);
  return path;
}

describe('previewFile', () => {
  it('shows 20 rows, the mapping that would be taken, and options that give just that', async () => {
    const rows = Array.from({ length: 30 }, (_, row) => `u${row % 3};p${row};view;${row}`);
    const path = await fileWith(`uid;post_id;event;nr\n${rows.join('\n')}\n`);
    const shown = await preview(path);
    expect(shown).toMatchObject({
      layout: 'table',
      files: [{ path, role: 'events', type: null }],
      columns: ['uid', 'post_id', 'event', 'nr'],
      mapping: { user: 'uid', item: 'post_id', type: 'event', weight: null, time: null },
      problem: null,
      encoding: 'utf-8',
      options: { format: 'delimited', delimiter: 'semicolon' },
    });
    expect(shown.rows).toHaveLength(20);
    expect(shown.rows[2]).toEqual(['u2', 'p2', 'view', '2']);
    const data = await fileSource.read(path, fileSource.options.parse(shown.options), contextWith());
    expect(data.interactions.users.length).toBe(30);
  });

  it('tells what is wrong with the mapping, with what it could guess', async () => {
    const shown = await preview(await fileWith('who,item\na,x\n'));
    expect(shown.mapping).toMatchObject({ user: null, item: 'item' });
    expect(shown.problem).toContain('has no column that is clearly the user');
    const chosen = await preview(await fileWith('who,item\na,x\n'), { user: 'who' });
    expect(chosen).toMatchObject({ problem: null, mapping: { user: 'who' } });
    const half = await preview(await fileWith('who,what,type\na,x,view\n'), { item: 'what', type: '' });
    expect(half.mapping).toEqual({ user: null, item: 'what', type: null, weight: null, time: null });
    expect(half.problem).toContain('clearly the user');
    expect((await preview(await fileWith('who,item\na,x\n'), { user: 'whoo' })).problem).toContain(
      'Did you mean "who"?',
    );
  });

  it.each(Object.keys(layouts) as (keyof typeof layouts)[])('says which files of %s are read as what', async (name) => {
    const folder = await temporaryFolder();
    await layouts[name].write(folder);
    const shown = await preview(folder);
    expect(shown).toMatchObject({ layout: name, problem: null });
    expect(shown.files[0]).toMatchObject({ path: join(folder, layouts[name].file), role: 'events' });
    expect(shown.files.map(({ role }) => role)).toContain('items');
  });

  it('shows the leave-one-out layout, files of one type each, and typed tables', async () => {
    const train = await fileWith('1\t10\t1\t0\n2\t11\t1\t0\n', 'x.train.rating');
    await writeFile(train.replace('train', 'test'), '1\t11\t1\t0\n');
    expect(await preview(train)).toMatchObject({
      layout: 'leave-one-out',
      files: [{ role: 'events' }, { role: 'held out' }],
      columns: ['user', 'item', 'rating', 'time'],
      rows: [['1', '10', '1', '0'], ['2', '11', '1', '0']], // prettier-ignore
    });
    const buys = await fileWith('user,item\na,x\n', 'buys.csv');
    const several = await preview(resolve(buys, '..'), { files: 'buy=buys.csv' });
    expect(several).toMatchObject({ files: [{ path: buys, role: 'events', type: 'buy' }], mapping: { type: null } });
    const parquet = resolve(import.meta.dirname, '../../fixtures/tables/events.snappy.parquet');
    const table = await preview(parquet);
    expect(table).toMatchObject({ mapping: { time: 'created_at' }, options: { format: 'parquet' } });
    expect(table.rows[0]).toEqual(['007', '9007199254740992', 'view', '1714564800500', '["a","b"]']);
    expect(table.rows[8]![0]).toBeNull();
  });

  it('has nothing to show of a file that is missing or damaged', async () => {
    const path = await fileWith('user,item\n');
    await expect(preview(`${path}.gone`)).rejects.toMatchObject({ code: 'not_found' });
    await expect(preview(await fileWith(''))).rejects.toThrow('is empty (0 bytes)');
    await expect(preview(path, { format: 'parquet' })).rejects.toThrow('cannot be read as Parquet');
    expect((await preview(path)).rows).toEqual([]);
  });
});
