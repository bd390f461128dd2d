import { createRandom } from '#runs/matrix/random.ts';
import type { ItemFacts } from '../item-facts.ts';
import { listDiversity } from './list-diversity.ts';
import type { ListMetric } from './metric.ts';

/** Multiply-adds that the metric may cost in the worst case: about two seconds. */
const budget = 1e9;

/**
 * Intra-list diversity (Smyth & McClave 2001) of items as sets of training users. Where it could exceed the budget,
 * only a sample of users is measured; the others have NaN.
 */
export const diversity: ListMetric = {
  name: 'diversity',
  prepare(items, ks) {
    const measure = listDiversity(items.usersOf);
    const measured = sampleUsers(items, ks.at(-1)!, budget);
    return (list, _, out) => {
      if (measured[list.user] === 1) measure(list, ks, out);
      else out.fill(NaN);
    };
  },
};

/**
 * 1 for users whose lists are measured: all, or as many as fit if every list had the most popular items.
 * The draw depends on the data alone, so that any two runs on it are measured on the same users.
 */
export function sampleUsers(
  { train, degree, byPopularity }: ItemFacts,
  longest: number,
  operations: number,
): Uint8Array {
  let worst = 0;
  for (const item of byPopularity.subarray(0, longest)) worst += degree[item]!;
  const share = operations / (worst * train.rows);
  const random = createRandom(0, 'diversity');
  return Uint8Array.from({ length: train.rows }, () => (random.next() < share ? 1 : 0));
}
