import { join } from 'node:path';
import { writeBundle } from '#runs/bundle/write-bundle.ts';
import { bundleContents } from '../support/served-bundle.ts';

const uuidOf = (kind: string, n: number) => `00000000-0000-4000-8000-${kind}${String(n).padStart(11, '0')}`;
export const user = (n: number): string => uuidOf('a', n);
export const post = (n: number): string => uuidOf('b', n);

/** A bundle whose users and posts are uuids, as those of a feed are: 30 users, 40 posts. @returns its file */
export async function writeUuidBundle(folder: string): Promise<string> {
  const contents = await bundleContents({ algorithm: 'popularity' });
  const file = join(folder, 'cf_v1.kindred');
  const ids = { userIds: contents.userIds.map((_, n) => user(n)), itemIds: contents.itemIds.map((_, n) => post(n)) };
  await writeBundle(file, { ...contents, ...ids });
  return file;
}
