import { KindredError } from '#shared/api/errors.ts';
import { formatCount } from '#shared/domain/format-count.ts';
import type { Lists } from '#runs/bundle/bundle.ts';
import { readAnyBundle } from '#runs/bundle/read-bundle.ts';
import { rowIndices, type Csr } from '#runs/matrix/csr.ts';
import type { Recommended } from '#runs/models/recommender.ts';
import { restoreModel } from '#runs/bundle/restore-model.ts';
import { querySmokeCall } from './query-smoke-call.ts';

export type SmokeAnswer = { ok: boolean; detail: string };

/** Users that are asked for, spread over all of them, and a stranger. */
const asked = 20;
const limit = 10;

/**
 * Loads a bundle as a server would and asks it: every list must be finite, in order, without what the user has, and where the bundle keeps
 * lists from its registration, equal to them to the last bit. A model of query performance is asked for the examples that it keeps.
 * @param sha256  what the file's hash must be
 */
export async function smokeCall(file: string, sha256: string): Promise<SmokeAnswer> {
  try {
    const { kind, bundle } = await readAnyBundle(file);
    if (bundle.sha256 !== sha256) return fault(`${file} has the SHA-256 ${bundle.sha256}, and it should be ${sha256}`);
    if (kind === 'query_performance') return querySmokeCall(bundle);
    const { recommender } = restoreModel(bundle);
    let items = 0;
    for (const user of spread(bundle.train.rows)) {
      const list = recommender.recommend(user, { limit });
      const complaint = complaintAbout(list, user, bundle.train, bundle.lists);
      if (complaint) return fault(`user ${user < 0 ? 'unknown' : bundle.userIds[user]} ${complaint}`);
      items += list.length;
    }
    if (items === 0) return fault('nobody who was asked for got a single item');
    const users = formatCount(spread(bundle.train.rows).length);
    return {
      ok: true,
      detail: `${users} users were asked for and got ${formatCount(items)} items, as at registration.`,
    };
  } catch (error) {
    if (error instanceof KindredError) return { ok: false, detail: error.message };
    throw error;
  }
}

const fault = (detail: string): SmokeAnswer => ({ ok: false, detail: `${detail}.` });

/** Indices of users, ascending, and −1 for a stranger. */
function spread(users: number): number[] {
  const count = Math.min(asked, users);
  return [-1, ...Array.from({ length: count }, (_, i) => Math.floor((i * users) / count))];
}

function complaintAbout(list: readonly Recommended[], user: number, train: Csr, lists: Lists | null): string | null {
  const seen = new Set(user < 0 ? [] : rowIndices(train, user));
  for (const [at, { item, score }] of list.entries()) {
    if (!(score > 0 && score <= 1)) return `got the score ${score}`;
    if (at > 0 && score > list[at - 1]!.score) return 'got a list out of order';
    if (seen.has(item)) return 'got an item that the user has';
    seen.add(item);
  }
  return lists === null || isKept(list, user < 0 ? train.rows : user, lists)
    ? null
    : 'got another list than at registration';
}

function isKept(list: readonly Recommended[], row: number, { indptr, items, scores }: Lists): boolean {
  const from = indptr[row]!;
  const kept = Math.min(limit, indptr[row + 1]! - from);
  return (
    list.length === kept && list.every(({ item, score }, i) => items[from + i] === item && scores[from + i] === score)
  );
}
