import type { Snapshot } from '#runs/data/snapshot.ts';
import { rowLength, type Csr } from '#runs/matrix/csr.ts';

/** The file of a run with what slices of its users are made from. */
export const userFactsFile = 'user_facts.bin';

/** Columns of `user_facts.bin`, one value a user. */
export type UserFacts = {
  /** Items of the user in train, over folds the mean. */
  train_items: Float32Array;
  /** Index of the true group; NaN where there is none. */
  group: Float32Array;
};

/** Items of each user in a training matrix. */
export const rowLengths = (train: Csr): Int32Array =>
  Int32Array.from({ length: train.rows }, (_, user) => rowLength(train, user));

/** @param histories items of each user in train, of each fold */
export function userFacts({ groups }: Pick<Snapshot, 'groups'>, histories: readonly Int32Array[]): UserFacts {
  const users = { length: histories[0]?.length ?? 0 };
  const itemsOf = (user: number) => histories.reduce((sum, of) => sum + of[user]!, 0) / histories.length;
  const groupOf = (user: number) => {
    const group = groups?.ofUser[user] ?? -1;
    return group < 0 ? NaN : group;
  };
  return {
    train_items: Float32Array.from(users, (_, user) => itemsOf(user)),
    group: Float32Array.from(users, (_, user) => groupOf(user)),
  };
}
