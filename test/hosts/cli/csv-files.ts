import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createRandom } from '#runs/matrix/random.ts';

/** Writes a delimited file. @returns its path */
export async function csvFile(folder: string, name: string, lines: readonly string[]): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, `${lines.join('\n')}\n`);
  return path;
}

/** Interactions of `users` users with `each` items of `items`, at distinct times, from a fixed seed. */
export async function interactionsFile(
  folder: string,
  size: { users: number; items: number; each: number },
): Promise<string> {
  const random = createRandom(7, 'interactions');
  const lines = ['user_id,item_id,type,created_at'];
  for (let user = 1; user <= size.users; user += 1) {
    for (let n = 0; n < size.each; n += 1) {
      // The square makes some items popular, as in life.
      const item = Math.floor(random.next() ** 2 * size.items);
      lines.push(`u${user},i${item},view,${new Date(1.7e12 + (user * size.each + n) * 60_000).toISOString()}`);
    }
  }
  return csvFile(folder, 'interactions.csv', lines);
}
