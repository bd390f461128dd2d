import fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync, zstdDecompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { createDataset } from '#runs/data/create-dataset.ts';
import { exportDataset, type ExportRequest } from '#runs/data/export/export-dataset.ts';
import { fileSource } from '#runs/data/file.ts';
import { writeSnapshot } from '#runs/data/snapshot.ts';
import type { SourceData } from '#runs/data/source.ts';
import { createTypeColumn } from '#runs/data/type-column.ts';
import { Recipe } from '#shared/domain/dataset.ts';
import { ExportFormat, formatOfName } from '#shared/domain/export-format.ts';
import { fillDisk } from '../../support/fill-disk.ts';
import { contextWith, interactionsOf, rowsOf, sourceDataOf, temporaryFolder } from './fixture.ts';

const context = { onProgress() {}, shouldStop: () => false };

function typed(names: readonly string[]): Pick<SourceData, 'types' | 'events'> {
  const column = createTypeColumn();
  for (const name of names) column.add(name);
  return column.finish();
}

const sample = () =>
  sourceDataOf(
    interactionsOf([
      ['7', '=cmd()', 0.1, Date.UTC(2024, 4, 1, 12, 0, 0, 500)],
      ['-7', 'a,"b"', 0.7, Date.UTC(2024, 4, 2)],
      ['@ann', '', 0.1, Date.UTC(2024, 4, 3)],
    ]),
    typed(['view', 'like', 'view']),
  );

async function exported(data: SourceData, rest: Partial<ExportRequest> = {}) {
  const folder = await temporaryFolder();
  const snapshot = await writeSnapshot(join(folder, 'datasets'), data);
  const format = rest.format ?? 'csv';
  const request = { folder: snapshot.folder, to: join(folder, `out.${format}`), format, raw: false, replace: false };
  const result = await exportDataset({ ...request, ...rest }, context);
  return { ...result, folder, fingerprint: snapshot.fingerprint, content: readFileSync(result.path) };
}

const read = (path: string) => fileSource.read(path, fileSource.options.parse({}), contextWith());

describe('exportDataset', () => {
  it('writes CSV in which formulas are text and numbers stay numbers', async () => {
    const { content, rows, bytes, marked } = await exported(sample());
    expect(String(content).split('\r\n')).toEqual([
      'user_id,item_id,interaction_type,weight,created_at',
      `7,'=cmd(),view,0.1,2024-05-01T12:00:00.500Z`,
      '-7,"a,""b""",like,0.7,2024-05-02T00:00:00.000Z',
      `'@ann,"",view,0.1,2024-05-03T00:00:00.000Z`,
      '',
    ]);
    expect({ rows, bytes, marked }).toEqual({ rows: 3, bytes: content.length, marked: 2 });
  });

  it('writes details where events have them, and only the columns that the data has', async () => {
    const events = { typeNames: ['view'], types: new Uint8Array(2), details: Float32Array.of(1200, NaN) };
    const data = sourceDataOf(interactionsOf([['a', 'x'], ['b', 'x']]), { events }); // prettier-ignore
    expect(String((await exported(data)).content)).toBe(
      'user_id,item_id,interaction_type,weight,detail\r\na,x,view,1,1200\r\nb,x,view,1,\r\n',
    );
    expect(String((await exported({ ...data, events: null })).content)).toBe(
      'user_id,item_id,weight\r\na,x,1\r\nb,x,1\r\n',
    );
  });

  it('packs as the format says', async () => {
    const plain = (await exported(sample())).content;
    expect(gunzipSync((await exported(sample(), { format: 'csv.gz' })).content)).toEqual(plain);
    expect(zstdDecompressSync((await exported(sample(), { format: 'csv.zst' })).content)).toEqual(plain);
  });

  it.each(ExportFormat.options)('gives back the dataset that it was, as raw %s', async (format) => {
    const { path, folder, fingerprint } = await exported(sample(), { format, raw: true });
    const root = join(folder, 'again');
    const facts = await createDataset(Recipe.parse({ source: `file:${path}` }), root, context);
    expect(facts.fingerprint).toBe(fingerprint);
  });

  it('gives back every id, whatever it holds', async () => {
    const id = fc
      .string({ unit: 'grapheme', maxLength: 20 })
      .filter((text) => text.isWellFormed() && !text.includes('\0'));
    const pairs = fc.array(fc.tuple(id, id), { minLength: 1, maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(pairs, fc.constantFrom('csv' as const, 'parquet' as const), async (rows, format) => {
        const data = sourceDataOf(interactionsOf(rows));
        const { path } = await exported(data, { format, raw: true });
        expect(rowsOf((await read(path)).interactions)).toEqual(rowsOf(data.interactions));
      }),
      { numRuns: 60 },
    );
  });

  it('replaces a file only when told, and leaves nothing behind when it fails', async () => {
    const { path, folder } = await exported(sample());
    const snapshot = join(folder, 'datasets', readdirSync(join(folder, 'datasets'))[0]!);
    const request = { folder: snapshot, to: path, format: 'parquet' as const, raw: false, replace: false };
    await expect(exportDataset(request, context)).rejects.toThrow('exists already. Choose another name');
    const stopped = { ...context, shouldStop: () => true };
    for (const format of ExportFormat.options) {
      await expect(exportDataset({ ...request, format, replace: true }, stopped)).rejects.toMatchObject({
        code: 'cancelled',
      });
    }
    const nowhere = join(folder, 'no', 'out.csv');
    await expect(exportDataset({ ...request, to: nowhere }, context)).rejects.toThrow('its folder does not exist');
    expect(readdirSync(folder).toSorted()).toEqual(['datasets', 'out.csv']);
    expect((await exportDataset({ ...request, replace: true }, context)).bytes).toBeGreaterThan(100);
    await writeFile(join(snapshot, 'users.i32'), 'x');
    await expect(exportDataset({ ...request, replace: true }, context)).rejects.toThrow('is damaged');
  });
});

it.each(ExportFormat.options)('says that the disk is full while %s is written, and leaves nothing', async (format) => {
  const { folder, fingerprint } = await exported(sample());
  const to = join(folder, `full.${format}`);
  const request = { folder: join(folder, 'datasets', fingerprint), to, format, raw: false, replace: false };
  fillDisk(0);
  await expect(exportDataset(request, context)).rejects.toMatchObject({
    code: 'unavailable',
    message: `"${to}" cannot be written: the disk is full. Nothing was half-written.`,
  });
  expect(readdirSync(folder).filter((name) => name.includes('full'))).toEqual([]);
});

describe('formatOfName', () => {
  it('goes by the ending', () => {
    expect(['a.csv', 'a.CSV.GZ', 'a.csv.zst', 'a.parquet', 'a.xlsx', 'csv'].map(formatOfName)).toEqual([
      'csv',
      'csv.gz',
      'csv.zst',
      'parquet',
      undefined,
      undefined,
    ]);
  });
});
