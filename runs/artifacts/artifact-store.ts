import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { KindredError } from '#shared/api/errors.ts';
import { writeDurably } from './write-durably.ts';

export type StoredBytes = { sha256: string; bytes: number };

/** Files by content: the same bytes are stored once, and a file's name says what must be in it. */
export type ArtifactStore = {
  /** Durable when it resolves. @throws KindredError unavailable where the disk is full */
  put(bytes: Uint8Array): Promise<StoredBytes>;
  /** @throws KindredError not_found where the file is gone, unavailable where its bytes are not what they were */
  read(sha256: string): Promise<Uint8Array>;
  /** What is wrong with these files, a sentence each. */
  verify(sha256s: readonly string[]): Promise<string[]>;
  path(sha256: string): string;
};

/** @param root  `artifacts/` of the data folder; files are at `<first two digits>/<sha256>` */
export function openArtifacts(root: string): ArtifactStore {
  const path = (sha256: string) => {
    // A name from the database becomes a path here, so it must be nothing but a hash.
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw new KindredError('invalid_input', `"${sha256}" is not a SHA-256.`);
    return join(root, sha256.slice(0, 2), sha256);
  };

  async function read(sha256: string): Promise<Uint8Array> {
    const bytes = await readFile(path(sha256)).catch((error: unknown) => {
      throw unreadable(error, path(sha256));
    });
    const found = hashOf(bytes);
    if (found !== sha256) {
      throw new KindredError(
        'unavailable',
        `The file ${path(sha256)} is damaged: its SHA-256 is ${found}, it should be ${sha256}. Train the run again, or bring the file back from a backup.`,
      );
    }
    return bytes;
  }

  return {
    path,
    read,
    async put(bytes) {
      const stored = { sha256: hashOf(bytes), bytes: bytes.byteLength };
      const file = path(stored.sha256);
      if (!(await isThere(file, stored.bytes))) await writeDurably(file, bytes);
      return stored;
    },
    async verify(sha256s) {
      const problems: string[] = [];
      for (const sha256 of sha256s) {
        await read(sha256).catch((error: unknown) =>
          problems.push(error instanceof Error ? error.message : String(error)),
        );
      }
      return problems;
    },
  };
}

const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** A file of another length was damaged after it was written; it is written again. */
const isThere = (file: string, bytes: number) =>
  stat(file).then(
    ({ size }) => size === bytes,
    () => false,
  );

const codeOf = (error: unknown) => (error instanceof Error && 'code' in error ? error.code : undefined);

function unreadable(cause: unknown, file: string): KindredError {
  if (codeOf(cause) === 'ENOENT') {
    return new KindredError(
      'not_found',
      `The file ${file} is gone. Train the run again, or bring the file back from a backup.`,
      { cause },
    );
  }
  return new KindredError('unavailable', `The file ${file} cannot be read: ${reasonOf(cause)}.`, { cause });
}

const reasonOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
