import { safeStorage } from 'electron';
import { KindredError } from '#shared/api/errors.ts';
import { sealedFile } from '#runs/secrets/sealed-file.ts';
import type { SecretStore } from '#runs/secrets/secret-store.ts';

/** As much of Electron's safeStorage as is used. */
export type Keychain = Pick<
  typeof safeStorage,
  'isAsyncEncryptionAvailable' | 'encryptStringAsync' | 'decryptStringAsync' | 'getSelectedStorageBackend'
>;

/** Without a keyring Electron seals by a key that is written into its source. */
const hardCoded =
  'This computer has no keyring (GNOME Keyring, KWallet), and without one Electron would keep passwords under a key that everybody knows. The password is used until Kindred ends and not saved; ~/.pgpass is a place for it.';
const unavailable =
  'The keychain of this computer cannot be used at the moment. The password is used until Kindred ends and not saved.';

/**
 * Passwords sealed by the computer's own keychain (macOS Keychain, Windows DPAPI, a Linux keyring).
 * @param path file of the sealed passwords
 */
export function keychainSecrets(path: string, keychain: Keychain = safeStorage): SecretStore {
  const file = sealedFile(path);

  async function refusal(): Promise<string | null> {
    if (process.platform === 'linux' && keychain.getSelectedStorageBackend() === 'basic_text') return hardCoded;
    return (await keychain.isAsyncEncryptionAvailable()) ? null : unavailable;
  }

  return {
    async keeping() {
      const why = await refusal();
      return { kind: why === null ? 'keychain' : 'none', refusal: why };
    },
    async get(name) {
      const sealed = (await file.read())[name];
      if (sealed === undefined) return null;
      const why = await refusal();
      if (why !== null) throw new KindredError('unavailable', why);
      return open(sealed);
    },
    async set(name, secret) {
      const why = await refusal();
      if (why !== null) throw new KindredError('unavailable', why);
      const sealed = await keychain.encryptStringAsync(secret);
      await file.change((all) => void (all[name] = sealed.toString('base64')));
    },
    delete: (name) => file.change((all) => void delete all[name]),
    names: async () => Object.keys(await file.read()),
  };

  async function open(sealed: string): Promise<string> {
    try {
      return (await keychain.decryptStringAsync(Buffer.from(sealed, 'base64'))).result;
    } catch (cause) {
      throw new KindredError(
        'unavailable',
        'The keychain does not open this password; it was saved on another computer or by another user. Save the connection with its password again.',
        { cause },
      );
    }
  }
}
