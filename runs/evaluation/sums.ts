import type { Memory } from '#runs/matrix/memory.ts';

/**
 * Users whose values are added one after the other; such groups are then added in order. The rule is the same however many
 * threads measure, as long as each takes whole groups, so a sum has the same bits from all of them.
 */
export const usersAGroup = 64;

/** One sum a column and group of users. */
export type Sums = { columns: number; floats: Float64Array };

export function createSums(columns: number, users: number, memory: Memory): Sums {
  return { columns, floats: memory.floats(columns * Math.ceil(users / usersAGroup)) };
}

export function addTo({ columns, floats }: Sums, column: number, user: number, value: number): void {
  floats[Math.floor(user / usersAGroup) * columns + column]! += value;
}

/** The sum of each column over all users. */
export function totals({ columns, floats }: Sums): Float64Array {
  const sums = new Float64Array(columns);
  for (let at = 0; at < floats.length; at += columns) {
    for (let column = 0; column < columns; column++) sums[column]! += floats[at + column]!;
  }
  return sums;
}
