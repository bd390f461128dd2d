import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { KindredError } from '#shared/api/errors.ts';

const Sealed = z.record(z.string(), z.string());

/** Sealed secrets by name in one JSON file that nobody but this user may read. */
export type SealedFile = {
  read(): Promise<Record<string, string>>;
  /** Writes the whole anew; a reader sees the old or the new one. */
  change(change: (sealed: Record<string, string>) => void): Promise<void>;
};

/** @throws KindredError unavailable from its functions, where the file cannot be read or written; it stays as it was */
export function sealedFile(path: string): SealedFile {
  /** Changes wait for one another, so that none is lost. */
  let last: Promise<void> = Promise.resolve();

  async function read(): Promise<Record<string, string>> {
    const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return '{}';
      throw failure('read', path, error);
    });
    try {
      return Sealed.parse(JSON.parse(text));
    } catch (error) {
      throw failure('read', path, error);
    }
  }

  async function write(change: (sealed: Record<string, string>) => void): Promise<void> {
    const sealed = await read();
    change(sealed);
    const draft = `${path}.${randomBytes(6).toString('hex')}`;
    try {
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      await writeFile(draft, JSON.stringify(sealed), { mode: 0o600 });
      await rename(draft, path);
    } catch (error) {
      throw failure('write', path, error);
    }
  }

  return {
    read,
    change(change) {
      last = last.catch(() => {}).then(() => write(change));
      return last;
    },
  };
}

function failure(doing: 'read' | 'write', path: string, cause: unknown): KindredError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new KindredError(
    'unavailable',
    `The saved passwords (${path}) cannot be ${doing === 'read' ? 'read' : 'written'}: ${reason}. Connections work with PGPASSWORD, PGPASSFILE or KINDRED_DB_URL meanwhile.`,
    { cause },
  );
}
