import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { KindredError } from '#shared/api/errors.ts';
import { sealedFile } from './sealed-file.ts';
import type { SecretStore } from './secret-store.ts';

const algorithm = 'aes-256-gcm';
const keyBytes = 32;
const nonceBytes = 12;
const tagBytes = 16;

/**
 * Passwords in a folder that only this user may read (0700, its files 0600), for computers without a keychain. They are sealed by a key that
 * lies beside them: that keeps them out of searches and of copies of single files, not from whoever may read the whole folder.
 */
export function fileSecrets(folder: string): SecretStore {
  const file = sealedFile(join(folder, 'passwords.json'));
  const keyFile = join(folder, 'key');

  /** Made whole under another name first: nobody reads half a key, and of two that are made at once the first stays. */
  async function key(): Promise<Buffer> {
    const draft = `${keyFile}.${randomBytes(6).toString('hex')}`;
    return readFile(keyFile).catch(async () => {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await writeFile(draft, randomBytes(keyBytes), { mode: 0o600 });
      await link(draft, keyFile).catch(() => {});
      await rm(draft);
      return readFile(keyFile);
    });
  }

  return {
    keeping: async () => ({ kind: 'file', refusal: null }),
    async get(name) {
      const sealed = (await file.read())[name];
      return sealed === undefined ? null : unseal(await key(), name, sealed);
    },
    async set(name, secret) {
      const sealed = seal(await key(), name, secret);
      await file.change((all) => void (all[name] = sealed));
    },
    delete: (name) => file.change((all) => void delete all[name]),
    names: async () => Object.keys(await file.read()),
  };
}

/** The name is sealed in with the secret, so that two of them cannot be exchanged. */
function seal(key: Buffer, name: string, secret: string): string {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv(algorithm, key, nonce).setAAD(Buffer.from(name));
  const hidden = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), hidden]).toString('base64');
}

function unseal(key: Buffer, name: string, sealed: string): string {
  const bytes = Buffer.from(sealed, 'base64');
  const tagEnd = nonceBytes + tagBytes;
  try {
    const decipher = createDecipheriv(algorithm, key, bytes.subarray(0, nonceBytes), { authTagLength: tagBytes })
      .setAAD(Buffer.from(name))
      .setAuthTag(bytes.subarray(nonceBytes, tagEnd));
    return Buffer.concat([decipher.update(bytes.subarray(tagEnd)), decipher.final()]).toString('utf8');
  } catch (cause) {
    throw new KindredError(
      'unavailable',
      'A saved password is damaged, or its key is not the one it was sealed with. Save the connection with its password again.',
      { cause },
    );
  }
}
