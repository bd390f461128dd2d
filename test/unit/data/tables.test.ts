import { readdirSync } from 'node:fs';
import { copyFile, readFile, truncate, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { createDataset } from '#runs/data/create-dataset.ts';
import { unpackLz4Frame } from '#runs/data/files/lz4.ts';
import { Recipe } from '#shared/domain/dataset.ts';
import { readFileWith, rowsOf, temporaryFolder } from './fixture.ts';
import { csv, itemIds, jsonLines, userIds } from './same-events.ts';

const fixtures = resolve(import.meta.dirname, '../../fixtures/tables');
const files = readdirSync(fixtures).filter((name) => name.startsWith('events.'));

async function fingerprintOf(name: string, content: string | Uint8Array): Promise<string> {
  const folder = await temporaryFolder();
  await writeFile(join(folder, name), content);
  const context = { onProgress() {}, shouldStop: () => false };
  const recipe = Recipe.parse({ source: `file:${join(folder, name)}` });
  return (await createDataset(recipe, join(folder, 'datasets'), context)).fingerprint;
}

describe('the same events', () => {
  it.each(files)('have the fingerprint of their CSV as %s', async (name) => {
    const expected = await fingerprintOf('events.csv', csv);
    expect(await fingerprintOf(name, await readFile(join(fixtures, name)))).toBe(expected);
  });

  it('have the fingerprint of their CSV as JSON Lines, packed, and in other encodings', async () => {
    const expected = await fingerprintOf('events.csv', csv);
    expect(await fingerprintOf('events.jsonl', jsonLines)).toBe(expected);
    expect(await fingerprintOf('events.ndjson.gz', gzipSync(jsonLines))).toBe(expected);
    expect(await fingerprintOf('events.csv.zst', zstdCompressSync(csv))).toBe(expected);
    expect(await fingerprintOf('mark.csv', `\uFEFF${csv}`)).toBe(expected);
    expect(await fingerprintOf('utf16.csv', Buffer.from(`\uFEFF${csv}`, 'utf16le'))).toBe(expected);
    expect(await fingerprintOf('utf16be.csv', Buffer.from(`\uFEFF${csv}`, 'utf16le').swap16())).toBe(expected);
    expect(await fingerprintOf('windows.csv', csv.replaceAll('\n', '\r\n'))).toBe(expected);
  });

  it('keep every id as it was written', async () => {
    const { interactions } = await readFileWith(csv);
    expect(interactions.userIds.ids).toEqual(userIds);
    expect(interactions.itemIds.ids).toEqual(itemIds);
    expect(interactions.times![4]).toBe(Date.UTC(2024, 4, 1, 12, 4, 0, 500));
  });
});

describe('Arrow and Parquet', () => {
  it('unpack LZ4 over several blocks', async () => {
    const data = await readFileWith(await readFile(join(fixtures, 'many.lz4.arrow')));
    expect(data.interactions.users.length).toBe(12_000);
    expect(rowsOf(data.interactions)[11_999]).toBe('user 0000001 9 1');
    expect(() => unpackLz4Frame(Uint8Array.of(4, 34, 77, 24, 64, 64, 0, 9, 0, 0, 0, 1))).toThrow('ends early');
    expect(() => unpackLz4Frame(new Uint8Array(16))).toThrow('no LZ4 frame');
  });

  it('record what they were read as', async () => {
    const { options } = await readFileWith(await readFile(join(fixtures, 'events.snappy.parquet')), { name: 'x.pq' });
    expect(options).toMatchObject({ format: 'parquet', user: 'user_id', item: 'item_id', type: 'type' });
  });

  it.each(['events.zstd.parquet', 'events.none.parquet', 'events.lz4.arrow', 'events.stream.arrows'])(
    'are refused in one sentence where %s is cut or changed anywhere',
    async (name) => {
      const path = join(await temporaryFolder(), name);
      const whole = await readFile(join(fixtures, name));
      for (let cut = 8; cut < whole.length; cut += 397) {
        await copyFile(join(fixtures, name), path);
        await truncate(path, cut);
        await expect(readOutcome(whole.subarray(0, cut))).resolves.toMatch(/^(read|invalid_input: .+\.)$/);
        const changed = Uint8Array.from(whole);
        changed[cut]! ^= 0x55;
        await expect(readOutcome(changed)).resolves.toMatch(/^(read|invalid_input: .+\.)$/);
      }
    },
  );
});

const readOutcome = (content: Uint8Array): Promise<string> =>
  readFileWith(content, { name: 'table' }).then(
    () => 'read',
    (error: unknown) => {
      if (error instanceof Error && 'code' in error)
        return `${String(error.code)}: ${error.message.split('\n').join(' ')}`;
      return `unexpected: ${String(error)}`;
    },
  );

describe('JSON Lines', () => {
  it('takes members of inner objects as columns, and lists as JSON', async () => {
    const lines = '{"who":{"user_id":"a"},"item":"x"}\n\n{"who":{"user_id":"b"},"item":["y",1]}\n';
    const data = await readFileWith(lines, { name: 'a.jsonl', options: { user: 'who.user_id' } });
    expect(rowsOf(data.interactions)).toEqual(['a x 1', 'b ["y",1] 1']);
  });

  it('leaves out lines that are no object or no text, and lists them', async () => {
    const lines = ['{"user":"a","item":"x"}', '{"user":"b"', '[1]', '{"user":"\\ud800","item":"x"}', '{"user":"b"}'];
    const data = await readFileWith(lines.join('\n'), { name: 'a.jsonl' });
    expect(data.dropped).toEqual([
      { check: 'shape', reason: 'no JSON object', rows: 3, example: 'row 2: {"user":"b"' },
      { check: 'missing', reason: 'no item', rows: 1, example: 'row 5: b ' },
    ]);
    expect(String(Buffer.from(data.rejected!))).toContain('no JSON object,"""{""""user""""');
  });

  it.each([
    ['one array', '[{"user":"a","item":"x"}]', 'It begins like one JSON array; write its objects one a line'],
    ['no objects', '{}\n{}', 'has no JSON objects, one a line'],
    ['another start', '{"user":', 'It must be one JSON object a line'],
  ])('refuses %s', async (_what, content, message) => {
    await expect(readFileWith(content, { name: 'a.json' })).rejects.toThrow(message);
  });
});
