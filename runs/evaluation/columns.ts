import { metricDefinition } from '#shared/domain/metric.ts';
import type { Memory } from '#runs/matrix/memory.ts';
import { addTo, createSums, totals, type Sums } from './sums.ts';

/** A metric at one K, as `ndcg@10`; metrics without @K are measured over the longest list. */
export type Slot<M> = { key: string; metric: M; k: number };

/** Every metric at every K, K ascending. @param ks ascending */
export function slotsOf<M extends { name: string }>(metrics: readonly M[], ks: readonly number[]): Slot<M>[] {
  return metrics.flatMap((metric) =>
    metricDefinition(metric.name)?.atK === false
      ? [{ key: metric.name, metric, k: ks.at(-1)! }]
      : ks.map((k) => ({ key: `${metric.name}@${k}`, metric, k })),
  );
}

/** One value a user and metric, kept in 32 bits, and their sums, kept in 64. Threads may fill it together. */
export type Columns = {
  keys: readonly string[];
  users: number;
  /** keys × users; NaN until a user is measured. */
  values: Float32Array;
  sums: Sums;
  /** How many values are in each sum. */
  known: Sums;
};

export function createColumns(keys: readonly string[], users: number, memory: Memory): Columns {
  // Both are four bytes a number, and memory that threads share comes as whole numbers.
  const values = new Float32Array(memory.ints(keys.length * users).buffer).fill(NaN);
  const sums = () => createSums(keys.length, users, memory);
  return { keys, users, values, sums: sums(), known: sums() };
}

/** NaN, undefined for this user, is kept out of the mean. */
export function setValue({ users, values, sums, known }: Columns, column: number, user: number, value: number): void {
  values[column * users + user] = value;
  if (value !== value) return;
  addTo(sums, column, user, value);
  addTo(known, column, user, 1);
}

/** The mean of each metric over the users that have a value; NaN without any. */
export function meansOf({ keys, sums, known }: Columns): Record<string, number> {
  const [all, users] = [totals(sums), totals(known)];
  return Object.fromEntries(keys.map((key, column) => [key, all[column]! / users[column]!]));
}

/** Views, not copies. */
export function perUserOf({ keys, users, values }: Columns): Record<string, Float32Array> {
  return Object.fromEntries(keys.map((key, column) => [key, values.subarray(column * users, (column + 1) * users)]));
}
