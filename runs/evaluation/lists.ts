import { setValue } from './columns.ts';
import type { HeldOut } from './held-out.ts';
import type { Problem } from './problem.ts';
import { listMetricsOf, type Tally } from './tally.ts';
import type { TopList } from './top-list.ts';

/** All beyond-accuracy metrics of single lists, over the users that are added one after another. */
export function createLists(problem: Problem, heldOut: HeldOut, top: TopList, { lists }: Tally) {
  const { ks, facts } = problem;
  const measures = listMetricsOf(problem).map((metric) => metric.prepare(facts, ks));
  const list = { user: -1, top, heldOut };
  const values = new Float64Array(ks.length);

  return {
    add(user: number): void {
      list.user = user;
      for (let m = 0; m < measures.length; m++) {
        measures[m]!(list, ks, values);
        for (let i = 0; i < ks.length; i++) setValue(lists, m * ks.length + i, user, values[i]!);
      }
    },
  };
}
