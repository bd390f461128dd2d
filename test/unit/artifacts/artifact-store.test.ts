import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openArtifacts } from '#runs/artifacts/artifact-store.ts';

const text = (value: string) => new TextEncoder().encode(value);
/** SHA-256 of `abc` (FIPS 180-2, appendix B.1). */
const abc = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';

function temporaryArtifacts() {
  const root = join(mkdtempSync(join(tmpdir(), 'kindred-artifacts-')), 'artifacts');
  onTestFinished(() => rmSync(join(root, '..'), { recursive: true, force: true }));
  return { root, artifacts: openArtifacts(root) };
}

describe('artifacts', () => {
  it('are files named by their SHA-256, and come back as they went in', async () => {
    const { root, artifacts } = temporaryArtifacts();
    expect(await artifacts.put(text('abc'))).toEqual({ sha256: abc, bytes: 3 });
    expect(readFileSync(join(root, 'ba', abc), 'utf8')).toBe('abc');
    expect(artifacts.path(abc)).toBe(join(root, 'ba', abc));
    expect(Buffer.from(await artifacts.read(abc)).toString()).toBe('abc');
    const empty = await artifacts.put(new Uint8Array());
    expect((await artifacts.read(empty.sha256)).byteLength).toBe(0);
  });

  it('of the same content are one file, also when they are written at once, and no draft is left', async () => {
    const { root, artifacts } = temporaryArtifacts();
    const bytes = crypto.getRandomValues(new Uint8Array(50_000));
    const stored = await Promise.all(Array.from({ length: 8 }, () => artifacts.put(bytes)));
    expect(new Set(stored.map(({ sha256 }) => sha256)).size).toBe(1);
    const [{ sha256 }] = stored as [(typeof stored)[0]];
    expect(readdirSync(join(root, sha256.slice(0, 2)))).toEqual([sha256]);
    const { ino } = statSync(artifacts.path(sha256));
    await artifacts.put(bytes);
    expect(statSync(artifacts.path(sha256)).ino).toBe(ino);
  });

  it('that were changed or cut are never given out; both hashes are named', async () => {
    const { artifacts } = temporaryArtifacts();
    await artifacts.put(text('abc'));
    for (const damaged of ['abd', 'ab', '']) {
      writeFileSync(artifacts.path(abc), damaged);
      await expect(artifacts.read(abc)).rejects.toMatchObject({
        code: 'unavailable',
        message: expect.stringMatching(
          new RegExp(`${abc} is damaged: its SHA-256 is [0-9a-f]{64}, it should be ${abc}`),
        ),
      });
    }
  });

  it('that were cut are whole again once they are stored again', async () => {
    const { artifacts } = temporaryArtifacts();
    await artifacts.put(text('abc'));
    writeFileSync(artifacts.path(abc), 'a');
    await artifacts.put(text('abc'));
    expect(Buffer.from(await artifacts.read(abc)).toString()).toBe('abc');
  });

  it('are verified together: each that is gone or damaged has a sentence', async () => {
    const { artifacts } = temporaryArtifacts();
    const good = await artifacts.put(text('good'));
    const gone = await artifacts.put(text('gone'));
    await artifacts.put(text('abc'));
    rmSync(artifacts.path(gone.sha256));
    writeFileSync(artifacts.path(abc), 'abd');
    expect(await artifacts.verify([good.sha256, gone.sha256, abc])).toEqual([
      expect.stringContaining(`${gone.sha256} is gone`),
      expect.stringContaining(`${abc} is damaged`),
    ]);
    expect(await artifacts.verify([])).toEqual([]);
  });

  it('are asked for by a hash and nothing else', async () => {
    const { artifacts } = temporaryArtifacts();
    for (const name of ['../../etc/passwd', '', abc.toUpperCase(), `${abc}/x`, `${abc}\0`]) {
      expect(() => artifacts.path(name)).toThrow('is not a SHA-256');
      await expect(artifacts.read(name)).rejects.toMatchObject({ code: 'invalid_input' });
    }
    expect(await artifacts.verify(['nonsense'])).toEqual(['"nonsense" is not a SHA-256.']);
  });

  it.skipIf(process.getuid?.() === 0)(
    'in a folder that may not be written say so (skipped for root, who may)',
    async () => {
      const { root, artifacts } = temporaryArtifacts();
      chmodSync(join(root, '..'), 0o500);
      await expect(artifacts.put(text('abc'))).rejects.toMatchObject({
        code: 'unavailable',
        message: expect.stringContaining(root),
      });
      chmodSync(join(root, '..'), 0o700);
    },
  );

  it('where a file stands in the way of the folder say so, and leave it', async () => {
    const { root, artifacts } = temporaryArtifacts();
    writeFileSync(root, 'in the way');
    await expect(artifacts.put(text('abc'))).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining(root),
    });
    expect(readFileSync(root, 'utf8')).toBe('in the way');
  });
});
