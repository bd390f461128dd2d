import type { UserRow } from '#shared/domain/user-lens.ts';
import { createRandom } from '#runs/matrix/random.ts';
import { userRow, type Lens } from '../lens/lens.ts';
import { listAt, type RunLists } from './run-lists.ts';

const seed = 20_250_113;

/** Users who would see something else, at random but the same each time. */
export function sampleChanged(lens: Lens, a: RunLists, b: RunLists, k: number, count: number): UserRow[] {
  const differ = a.users.filter((_, row) => listAt(a, row, k).join() !== listAt(b, row, k).join());
  const drawn = createRandom(seed, 'blind test').shuffle(differ).subarray(0, count);
  return Array.from(drawn, (user) => userRow(lens, user));
}
