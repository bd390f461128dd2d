import { sortIds } from '#shared/domain/id.ts';

/** Ids in `compareIds` order, as exact strings: index ↔ id. */
export class Vocabulary {
  readonly ids: readonly string[];
  #index: Map<string, number> | undefined;

  /** @param ids distinct and sorted by `compareIds` */
  constructor(ids: readonly string[]) {
    this.ids = ids;
  }

  /** Distinct ids of any order, sorted. */
  static from(ids: Iterable<string>): Vocabulary {
    return new Vocabulary(sortIds([...new Set(ids)]));
  }

  get size(): number {
    return this.ids.length;
  }

  id(index: number): string {
    return this.ids[index]!;
  }

  /** @returns the index, or −1 for an unknown id */
  indexOf(id: string): number {
    this.#index ??= new Map(this.ids.map((known, index) => [known, index]));
    return this.#index.get(id) ?? -1;
  }
}

/**
 * Interactions as columns, one row an event, in the order of the source.
 * Weights are Float64 (0.1 + 0.3 + 0.7 + 1.0 in Float32 is off in the 8th digit, and published figures are checked to 1e-9).
 */
export type Interactions = {
  users: Int32Array;
  items: Int32Array;
  /** Weight of the event's type (or the rating), before aggregation. */
  weights: Float64Array;
  /** Milliseconds since 1970; null where the source has no times. */
  times: Float64Array | null;
  userIds: Vocabulary;
  itemIds: Vocabulary;
};

/** The columns of some rows, over the same vocabularies. */
export function onlyRows({ users, items, weights, times, ...ids }: Interactions, rows: Int32Array): Interactions {
  return {
    ...ids,
    users: rows.map((row) => users[row]!),
    items: rows.map((row) => items[row]!),
    weights: Float64Array.from(rows, (row) => weights[row]!),
    times: times && Float64Array.from(rows, (row) => times[row]!),
  };
}
