import { randomBytes } from 'node:crypto';
import { access, open, rename, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { KindredError } from '#shared/api/errors.ts';

/**
 * Writes a file so that its name never holds a half: a temporary sibling, flushed to disk, then renamed.
 * @param replace  whether a file of that name may be replaced
 * @throws KindredError conflict where the file exists, unavailable where it cannot be written
 */
export async function writeNewFile(
  path: string,
  text: string,
  replace: boolean,
): Promise<{ path: string; bytes: number }> {
  const target = resolve(path);
  if (!replace && (await exists(target))) {
    throw new KindredError('conflict', `"${path}" exists already. Choose another name, or add --force to replace it.`);
  }
  const temporary = `${target}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    await writeThrough(temporary, text);
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => {});
    const reason = error instanceof Error ? error.message : String(error);
    throw new KindredError('unavailable', `"${path}" cannot be written: ${reason}.`, { cause: error });
  }
  return { path: target, bytes: Buffer.byteLength(text) };
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

async function writeThrough(path: string, text: string): Promise<void> {
  const file = await open(path, 'wx');
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}
