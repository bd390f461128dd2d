import { readdir, stat } from 'node:fs/promises';

const endings = ['', '.gz', '.zst'];

/** The name of a file without the ending of its packing: `u.data.gz` → `u.data`. */
export const unpackedName = (name: string): string => name.replace(/\.(gz|zst)$/, '');

/** The file itself, else the same packed; null where there is neither. */
export async function plainOrPacked(path: string): Promise<string | null> {
  for (const ending of endings) if (await exists(path + ending)) return path + ending;
  return null;
}

/** The names in a folder, sorted; none where it cannot be listed. */
export async function namesIn(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch((): string[] => []);
  return names.sort();
}

export const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

export const isFolder = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
