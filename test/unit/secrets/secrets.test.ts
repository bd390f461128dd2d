import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { fileSecrets } from '#runs/secrets/file-secrets.ts';

async function folder(): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), 'kindred-secrets-'));
  onTestFinished(() => rm(made, { recursive: true, force: true }));
  return join(made, 'secrets');
}

const password = 'pässwörd "with" \n everything 🙂';

describe('passwords in a file', () => {
  it('come back exactly, also to another process, until they are deleted', async () => {
    const path = await folder();
    await fileSecrets(path).set('a', password);
    await fileSecrets(path).set('b', '');
    expect(await fileSecrets(path).get('a')).toBe(password);
    expect(await fileSecrets(path).get('b')).toBe('');
    expect(await fileSecrets(path).get('c')).toBeNull();
    expect(await fileSecrets(path).names()).toEqual(['a', 'b']);
    await fileSecrets(path).delete('a');
    expect(await fileSecrets(path).get('a')).toBeNull();
  });

  it('are found by no search, in files that only this user may read', async () => {
    const path = await folder();
    await fileSecrets(path).set('a', 'planted-pw');
    expect((await stat(path)).mode & 0o777).toBe(0o700);
    for (const name of await readdir(path)) {
      expect((await stat(join(path, name))).mode & 0o777).toBe(0o600);
      const bytes = await readFile(join(path, name));
      for (const form of ['planted-pw', Buffer.from('planted-pw').toString('base64').replace(/=+$/, '')]) {
        expect(bytes.includes(form)).toBe(false);
      }
    }
  });

  it('are not lost when several are saved at once', async () => {
    const secrets = fileSecrets(await folder());
    await Promise.all(Array.from({ length: 20 }, (_, n) => secrets.set(`name ${n}`, `secret ${n}`)));
    expect(await secrets.names()).toHaveLength(20);
    expect(await secrets.get('name 7')).toBe('secret 7');
  });

  it('that were exchanged, changed or sealed by another key are refused', async () => {
    const path = await folder();
    const secrets = fileSecrets(path);
    await secrets.set('a', 'one');
    await secrets.set('b', 'two');
    const file = join(path, 'passwords.json');
    const sealed = JSON.parse(await readFile(file, 'utf8')) as Record<string, string>;
    await writeFile(file, JSON.stringify({ a: sealed['b'], b: 'AAAA' }));
    await expect(secrets.get('a')).rejects.toThrow('damaged');
    await expect(secrets.get('b')).rejects.toThrow('damaged');
    await writeFile(file, JSON.stringify(sealed));
    await writeFile(join(path, 'key'), Buffer.alloc(32));
    await expect(secrets.get('a')).rejects.toThrow('its key is not the one');
    await writeFile(file, 'no json');
    await expect(secrets.names()).rejects.toThrow('cannot be read');
  });
});
