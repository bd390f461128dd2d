import type { Snapshot } from '#runs/data/snapshot.ts';
import { recoveryOf, recoveryUsers } from '#runs/evaluation/recovery/recovery.ts';
import type { Fitted } from './fit.ts';
import { logMetrics, stopIfAsked, type TrainHooks } from './hooks.ts';

/** Where the data knows its groups: how much of them the model's scores show. */
export function measureRecovery({ model, ratings }: Fitted, { groups }: Snapshot, hooks: TrainHooks): void {
  if (!groups) return;
  hooks.onProgress('Looking for the groups', 0, 1);
  const scores: Float64Array[] = [];
  const found: number[] = [];
  for (const user of usersToAsk(groups.ofUser, recoveryUsers(ratings.cols))) {
    stopIfAsked(hooks);
    const row = new Float64Array(ratings.cols);
    if (model.score(user, row) === null) continue;
    scores.push(row);
    found.push(groups.ofUser[user]!);
  }
  logMetrics(hooks, recoveryOf(scores, Int32Array.from(found)));
}

/** Users in the order of their groups, evenly taken where they are more. */
function usersToAsk(ofUser: Int32Array, most: number): number[] {
  const known = [...ofUser.keys()]
    .filter((user) => ofUser[user]! >= 0)
    .sort((a, b) => ofUser[a]! - ofUser[b]! || a - b);
  const count = Math.min(known.length, most);
  return Array.from({ length: count }, (_, at) => known[Math.floor((at * known.length) / count)]!);
}
