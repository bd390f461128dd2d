import type { DropCounter } from './drop-counter.ts';
import { ranked, type BuiltInteractions } from './interaction-builder.ts';
import { hasPair, pairsOf, type PairColumns } from '../pairs.ts';
import type { RowFault } from '../row-fault.ts';
import type { Given } from '../source.ts';

/** Users and items of rows, in the numbers of the builder. */
export type PairRows = { users: Int32Array; items: Int32Array };

/**
 * The held-out part in indices of the vocabularies. A user's candidates are made distinct, and what was held out is no negative;
 * both are counted.
 */
export function givenPart(
  heldOut: PairRows,
  candidates: PairRows | null,
  built: BuiltInteractions,
  dropped: DropCounter,
): Given {
  const test = columnsOf(heldOut, built);
  const negatives = candidates && negativesOf(columnsOf(candidates, built), test, dropped);
  return { testUsers: test.users, testItems: test.items, negatives };
}

function columnsOf({ users, items }: PairRows, { interactions, userRank, itemRank }: BuiltInteractions): PairColumns {
  const { userIds, itemIds } = interactions;
  return { users: ranked(users, userRank), items: ranked(items, itemRank), userIds, itemIds };
}

function negativesOf(rows: PairColumns, test: PairColumns, dropped: DropCounter): NonNullable<Given['negatives']> {
  const proposed = pairsOf(rows, null);
  const heldOut = pairsOf(test, null);
  const items = new Int32Array(proposed.items.length);
  const indptr = new Int32Array(proposed.indptr.length);
  let kept = 0;
  for (let user = 0; user + 1 < indptr.length; user++) {
    for (let at = proposed.indptr[user]!; at < proposed.indptr[user + 1]!; at++) {
      if (!hasPair(heldOut, user, proposed.items[at]!)) items[kept++] = proposed.items[at]!;
    }
    indptr[user + 1] = kept;
  }
  const repeated = rows.items.length - items.length;
  const positives = items.length - kept;
  if (repeated > 0) dropped.add(repeatedCandidates, undefined, repeated);
  if (positives > 0) dropped.add(positiveCandidates, undefined, positives);
  return { indptr, items: items.slice(0, kept) };
}

export const heldOutWithoutPair: RowFault = {
  check: 'missing',
  reason: 'held out: no user or item',
};
const repeatedCandidates: RowFault = {
  check: 'repeated',
  reason: 'negative candidates listed twice for a user',
};
const positiveCandidates: RowFault = {
  check: 'excluded',
  reason: 'negative candidates that are the held-out item itself',
};
