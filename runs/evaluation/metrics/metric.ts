import type { HeldOut } from '../held-out.ts';
import type { Hits } from '../hits.ts';
import type { ItemFacts } from '../item-facts.ts';
import type { TopList } from '../top-list.ts';

/** How well a user's list finds the held-out items. The catalogue has the definitions; the names are its names. */
export type AccuracyMetric = {
  name: string;
  /** Only where held-out weights differ; elsewhere it would repeat the binary metric. */
  graded?: boolean;
  value(hits: Hits, k: number): number;
};

/** One user's list beside what is known of that user. */
export type UserList = { user: number; top: TopList; heldOut: HeldOut };

/** Writes the value of the first ks[i] items of the list to out[i]; NaN where it is undefined. `ks` ascend. */
export type MeasureList = (list: UserList, ks: readonly number[], out: Float64Array) => void;

/** What a user's list is like beside its accuracy. `prepare` is called once an evaluation. */
export type ListMetric = {
  name: string;
  /** Only where items have categories. */
  needsCategories?: boolean;
  prepare(items: ItemFacts, ks: readonly number[]): MeasureList;
};

/** What all users' lists of K show together, by item. */
export type Exposure = {
  k: number;
  /** Evaluated users. */
  users: number;
  /** Of these, users with a list that is not empty. */
  served: number;
  /** Lists that have the item. */
  shown: Int32Array;
  /** Lists that have the item while it is held out for that user. */
  hit: Int32Array;
  /** Evaluated users for whom the item is held out. */
  relevant: Int32Array;
  /** Evaluated users who have the item in train. */
  seen: Int32Array;
};

/** One number for all lists of an evaluation. */
export type ExposureMetric = { name: string; value(exposure: Exposure, items: ItemFacts): number };
