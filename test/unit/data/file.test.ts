import { execFileSync } from 'node:child_process';
import { mkdir, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { fileSource } from '#runs/data/file.ts';
import { contextWith, readFileWith, rowsOf, temporaryFolder } from './fixture.ts';

const read = (path: string) => fileSource.read(path, fileSource.options.parse({}), contextWith());

describe('file: is refused', () => {
  it('where there is no such file, with the nearest name beside it', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'ratings.csv'), 'user,item\na,x\n');
    await expect(read(join(folder, 'rating.csv'))).rejects.toThrow(
      `There is no file "${join(folder, 'rating.csv')}". Did you mean "ratings.csv"?`,
    );
    await expect(read(join(folder, 'ratings.csv', 'x.csv'))).rejects.toMatchObject({ code: 'not_found' });
    await expect(read(join(folder, 'x'.repeat(300)))).rejects.toMatchObject({ code: 'not_found' });
  });

  it('where it is a folder, a pipe or a device, without waiting for it', async () => {
    const folder = await temporaryFolder();
    await mkdir(join(folder, 'data'));
    await expect(read(join(folder, 'data'))).rejects.toThrow(
      'is a folder. Name a file in it, or say what its files hold',
    );
    if (process.platform === 'win32') return;
    execFileSync('mkfifo', [join(folder, 'pipe')]);
    await expect(read(join(folder, 'pipe'))).rejects.toThrow('is a pipe or device');
    await expect(read('/dev/zero')).rejects.toThrow('is a pipe or device');
  });

  it('where gzip data ends early or is wrong', async () => {
    const path = join(await temporaryFolder(), 'ratings.csv.gz');
    const bytes = gzipSync(`user,item\n${'a,x\n'.repeat(1000)}`);
    await writeFile(path, bytes);
    await truncate(path, bytes.length - 10);
    await expect(read(path)).rejects.toThrow(/is damaged: its gzip data ends early/);
    bytes.fill(0xaa, 12, 30);
    await writeFile(path, bytes);
    await expect(read(path)).rejects.toThrow(/is damaged/);
  });

  it('without a path', async () => {
    await expect(read('')).rejects.toThrow('Name the file: file:PATH');
    await expect(read('a\0b')).rejects.toThrow('A path has no zero characters.');
  });

  it.each([
    ['one array', '[', '{"user":1,"item":2},', /It begins like one JSON array; write its objects one a line/],
    ['one object', '{"user":"', 'x', /is not JSON Lines\. It must be one JSON object a line\.$/],
  ])('where it is JSON of 2 GB in %s, without reading it whole', async (_what, start, more, sentence) => {
    const path = join(await temporaryFolder(), 'big.json');
    await writeFile(path, start + more.repeat((4 << 20) / more.length));
    await truncate(path, 2 ** 31);
    await expect(read(path)).rejects.toThrow(sentence);
  });

  it('stops within a chunk when cancelled', async () => {
    const path = join(await temporaryFolder(), 'ratings.csv');
    await writeFile(path, 'user,item\na,x\n');
    const context = { ...contextWith(), shouldStop: () => true };
    await expect(fileSource.read(path, fileSource.options.parse({}), context)).rejects.toMatchObject({
      code: 'cancelled',
    });
  });
});

describe('file: damaged or foreign content', () => {
  const refusal = (content: string | Uint8Array, options: Record<string, unknown> = {}) =>
    readFileWith(content, { name: 'data', options }).then(
      () => 'read',
      (error: unknown) => (error instanceof Error ? error.message.replace(/^".*?"/, '"FILE"') : String(error)),
    );

  it.each<[string, string | Uint8Array, Record<string, unknown>, RegExp]>([
    ['empty', '', {}, /^"FILE" is empty \(0 bytes\)\.$/],
    ['only line ends', '\n\n', {}, /^"FILE" has no rows, not even a header\.$/],
    ['bytes', Uint8Array.of(1, 2, 0, 4), {}, /^"FILE" is not text in UTF-8 .* --set encoding=latin1/],
    ['Latin 1', Buffer.from('user,item\nJosé,x\n', 'latin1'), {}, /^"FILE" is not text in UTF-8/],
    ['UTF-8 said to be UTF-16', 'user,item\na,x\n', { encoding: 'utf-16le' }, /has no column that is clearly the user/],
    [
      'zstd that ends early',
      zstdCompressSync('user,item\na,x\n'.repeat(9)).subarray(0, 20),
      {},
      /its zstd data ends early or is wrong/,
    ],
    ['no Parquet', 'user,item\na,x\n', { format: 'parquet' }, /^"FILE" cannot be read as Parquet: .*Copy it again/],
    ['no Arrow', 'user,item\na,x\n', { format: 'arrow' }, /^"FILE" cannot be read as an Arrow file: .*Copy it again/],
    ['no line end', 'x'.repeat(3 << 20), {}, /near row 1: /],
    [
      'columns that are one too many',
      `${'a,'.repeat(1e5)}user\n`,
      {},
      /^"FILE" has 100,001 columns, and at most 10,000 are read/,
    ],
    [
      'a million columns',
      `${'a,'.repeat(1e6)}user\n`,
      {},
      /^"FILE" has 1,000,001 columns, and at most 10,000 are read\. Is the delimiter right\?$/,
    ],
    ['an unknown option', 'user,item\n', { encoding: 'latin-1' }, /encoding: Invalid option/],
  ])('is refused where it is %s', async (_what, content, options, message) => {
    expect(await refusal(content, options)).toMatch(message);
  });

  it('reads Latin 1 where it is said, and several zstd frames as one file', async () => {
    const latin = Buffer.from('user,item\nJosé,x\n', 'latin1');
    const { interactions } = await readFileWith(latin, { options: { encoding: 'latin1' } });
    expect(interactions.userIds.ids).toEqual(['José']);
    const frames = Buffer.concat([zstdCompressSync('user,item\na,x\n'), zstdCompressSync('b,x\n')]);
    expect((await readFileWith(frames)).interactions.userIds.ids).toEqual(['a', 'b']);
  });

  it('takes columns by number where there is no header', async () => {
    const { interactions } = await readFileWith('a;x\nb;y\n', { options: { header: false, user: 1, item: '2' } });
    expect(rowsOf(interactions)).toEqual(['a x 1', 'b y 1']);
  });
});

describe('file:', () => {
  it('reads paths with spaces, accents and emoji, and file:/// addresses', async () => {
    const path = join(await temporaryFolder(), 'my données 🎬.csv');
    await writeFile(path, 'user,item\na,x\n');
    expect((await read(path)).address).toBe(`file:${path}`);
    expect((await read(`//${path}`)).address).toBe(`file:${path}`);
  });
});
