import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { safeStorage } from '../../../electron-stand-in/safe-storage.ts';

vi.mock('electron', () => ({ safeStorage }));
const { keychainSecrets } = await import('../../../../main/electron/keychain-secrets.ts');

afterEach(() => vi.unstubAllEnvs());

async function file(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'kindred-keychain-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return join(folder, 'secrets', 'keychain.json');
}

describe('passwords in the keychain', () => {
  it('come back, and are in no file as they are', async () => {
    const path = await file();
    await keychainSecrets(path).set('a', 'planted-pw');
    expect(await keychainSecrets(path).get('a')).toBe('planted-pw');
    expect(await keychainSecrets(path).keeping()).toEqual({ kind: 'keychain', refusal: null });
    expect(await readFile(path, 'utf8')).not.toContain('planted-pw');
  });

  it.runIf(process.platform === 'linux')('are refused where the key is one that everybody knows', async () => {
    const path = await file();
    await keychainSecrets(path).set('a', 'planted-pw');
    vi.stubEnv('KINDRED_STAND_IN_KEYRING', 'basic_text');
    const { kind, refusal } = await keychainSecrets(path).keeping();
    expect(kind).toBe('none');
    expect(refusal).toContain('no keyring');
    await expect(keychainSecrets(path).set('b', 'x')).rejects.toMatchObject({ code: 'unavailable', message: refusal });
    await expect(keychainSecrets(path).get('a')).rejects.toThrow('no keyring');
    await keychainSecrets(path).delete('a');
    expect(await keychainSecrets(path).names()).toEqual([]);
  });
});
