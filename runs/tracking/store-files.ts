import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** A store and what belongs to it. */
export type StoreFiles = {
  file: string;
  /** Folder of its backups. */
  backups: string;
};

/** SQLite's write-ahead log and its index, beside the store. */
export const walOf = (file: string) => `${file}-wal`;
export const shmOf = (file: string) => `${file}-shm`;

/** The backups of a folder, newest first. */
export function backupsIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.db'))
    .map((name) => join(folder, name))
    .map((path) => ({ path, at: statSync(path).mtimeMs }))
    .sort((a, b) => b.at - a.at || (a.path < b.path ? 1 : -1))
    .map(({ path }) => path);
}

/** The way out of a store that cannot be used, as a sentence: its newest backup and the command that brings it back. */
export function wayBack({ file, backups }: StoreFiles): string {
  const newest = backupsIn(backups)[0];
  return newest
    ? `Its newest backup is ${newest}; \`kindred restore\` brings it back and keeps ${file} beside it.`
    : `There is no backup in ${backups}. Move the file away to start an empty store, or bring back a copy with \`kindred restore --from FILE\`.`;
}
