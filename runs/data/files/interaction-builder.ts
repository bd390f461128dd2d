import { KindredError } from '#shared/api/errors.ts';
import { growableFloat64, growableInt32 } from '../growable-column.ts';
import { createIdInterner, type IdInterner } from './id-interner.ts';
import type { Interactions } from '../interactions.ts';

/** Rows that are held at most: 24 bytes each. */
const maxRows = 200_000_000;

/** Collects rows of a source in columns, 24 bytes a row, and numbers their ids. */
export type InteractionBuilder = {
  users: IdInterner;
  items: IdInterner;
  /** @param time in the unit of the source; ignored where the source has no times */
  add(user: string, item: string, weight: number, time: number): void;
  rows(): number;
  /** @param toMs turns the collected times into milliseconds, or null where they say nothing */
  finish(toMs: ((times: Float64Array) => Float64Array | null) | null): BuiltInteractions;
};

/** The ranks turn the numbers given by `users.index` and `items.index` into indices of the vocabularies. */
export type BuiltInteractions = { interactions: Interactions; userRank: Int32Array; itemRank: Int32Array };

export function createInteractionBuilder(): InteractionBuilder {
  const users = createIdInterner('user');
  const items = createIdInterner('item');
  const columns = {
    users: growableInt32(),
    items: growableInt32(),
    weights: growableFloat64(),
    times: growableFloat64(),
  };
  let rows = 0;
  return {
    users,
    items,
    add(user, item, weight, time) {
      if (rows === maxRows) throw new KindredError('too_large', `The data has more than ${maxRows} interactions.`);
      rows += 1;
      columns.users.push(users.index(user));
      columns.items.push(items.index(item));
      columns.weights.push(weight);
      columns.times.push(time);
    },
    rows: () => rows,
    finish(toMs) {
      const { vocabulary: userIds, rank: userRank } = users.finish();
      const { vocabulary: itemIds, rank: itemRank } = items.finish();
      const times = columns.times.finish();
      const interactions = {
        users: ranked(columns.users.finish(), userRank),
        items: ranked(columns.items.finish(), itemRank),
        weights: columns.weights.finish(),
        times: toMs && toMs(times),
        userIds,
        itemIds,
      };
      return { interactions, userRank, itemRank };
    },
  };
}

/** Replaces each index by its rank, in place. */
export function ranked(indices: Int32Array, rank: Int32Array): Int32Array {
  for (let at = 0; at < indices.length; at++) indices[at] = rank[indices[at]!]!;
  return indices;
}
