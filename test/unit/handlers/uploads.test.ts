import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createUploads, UploadQuery } from '#runs/handlers/uploads.ts';
import { uploadPartBytes } from '#shared/domain/upload.ts';
import { fillDisk } from '../../support/fill-disk.ts';

let root: string;
beforeEach(async () => {
  root = join(await mkdtemp(join(tmpdir(), 'kindred-uploads-')), 'uploads');
});
afterEach(() => rm(join(root, '..'), { recursive: true, force: true }));

const send = (query: Record<string, unknown>, part: string | Uint8Array, fileBytes = 1e9) =>
  createUploads(root, { fileBytes }).receive(UploadQuery.parse(query), Buffer.from(part));

describe('uploads', () => {
  it('put parts together in their order, and give the address once the file is whole', async () => {
    const first = await send({ name: 'a.csv', bytes: 6, offset: 0 }, 'abc');
    expect(first).toEqual({ upload: expect.stringMatching(/^[0-9a-f]{24}$/), received: 3, address: null });
    expect(readdirSync(join(root, first.upload))).toEqual(['a.csv.part']);
    const last = await send({ name: 'a.csv', bytes: 6, offset: 3, upload: first.upload }, 'def');
    const path = join(root, first.upload, 'a.csv');
    expect(last).toEqual({ upload: first.upload, received: 6, address: `file:${path}` });
    expect(readFileSync(path, 'utf8')).toBe('abcdef');
  });

  it('put files that belong together into one folder', async () => {
    const { upload } = await send({ name: 'x.inter', bytes: 1, offset: 0 }, 'a');
    await send({ name: 'x.item', bytes: 1, offset: 0, upload }, 'b');
    expect(readdirSync(join(root, upload))).toEqual(['x.inter', 'x.item']);
  });

  it('go on where they stopped: a part that came twice, or too early, says how much is there', async () => {
    const { upload } = await send({ name: 'a.csv', bytes: 6, offset: 0 }, 'abc');
    for (const offset of [0, 5]) {
      const again = send({ name: 'a.csv', bytes: 6, offset, upload }, 'd');
      await expect(again).rejects.toMatchObject({ code: 'conflict', details: { received: 3 } });
    }
  });

  it('say in one sentence that the disk got full, and go on once there is room', async () => {
    const { upload } = await send({ name: 'a.csv', bytes: 6, offset: 0 }, 'abc');
    const free = fillDisk(2);
    const rest = { name: 'a.csv', bytes: 6, offset: 3, upload };
    await expect(send(rest, 'def')).rejects.toMatchObject({
      code: 'unavailable',
      message: `The disk of ${join(root, upload)} is full. Free some space and send the file again.`,
    });
    free();
    expect(await send(rest, 'def')).toMatchObject({ received: 6 });
  });

  it('refuse files and parts that are too long before anything is written', async () => {
    await expect(send({ name: 'a.csv', bytes: 2000, offset: 0 }, 'a', 1000)).rejects.toThrow(
      'The file has 2.0 kB, and at most 1.0 kB can be uploaded.',
    );
    const part = new Uint8Array(uploadPartBytes + 1);
    await expect(send({ name: 'a.csv', bytes: 1e8, offset: 0 }, part)).rejects.toMatchObject({ code: 'too_large' });
    await expect(send({ name: 'a.csv', bytes: 2, offset: 0 }, 'abc')).rejects.toThrow('hold more than the 2 bytes');
    await expect(send({ name: 'a.csv', bytes: 0, offset: 0 }, '')).rejects.toThrow('is empty (0 bytes)');
    await expect(send({ name: 'a.csv', bytes: 1e15, offset: 0 }, 'a', 1e18)).rejects.toThrow('has no room for');
    expect(existsSync(root) ? readdirSync(root) : []).toEqual([]);
  });

  it.each([
    '../a',
    'a/b',
    'a\\b',
    '.a',
    'a.',
    'a ',
    'con',
    'NUL.csv',
    'a\0',
    'a:b',
    'a.part',
    'ä'.repeat(130),
    '\ud800',
  ])('refuse the name %j', async (name) => {
    await expect(send({ name, bytes: 1, offset: 0 }, 'a')).rejects.toThrow(
      'is not the name of a file that can be kept',
    );
    expect(existsSync(root)).toBe(false);
  });

  it('forget what nobody finished within a day', async () => {
    const { upload } = await send({ name: 'a.csv', bytes: 6, offset: 0 }, 'abc');
    const yesterday = new Date(Date.now() - 25 * 3600 * 1000);
    await utimes(join(root, upload, 'a.csv.part'), yesterday, yesterday);
    await send({ name: 'b.csv', bytes: 1, offset: 0 }, 'b');
    const late = send({ name: 'a.csv', bytes: 6, offset: 3, upload }, 'def');
    await expect(late).rejects.toMatchObject({ code: 'conflict', details: { received: 0 } });
  });
});
