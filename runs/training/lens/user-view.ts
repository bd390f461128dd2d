import { weightingPresets, type Weighting } from '#shared/domain/weighting.ts';
import type { HistoryItem, UserView } from '#shared/domain/user-lens.ts';
import { makeSplit } from '#runs/data/split.ts';
import { rowIndices, rowValues } from '#runs/matrix/csr.ts';
import { namedItem, userRow, type Lens } from './lens.ts';

/** The history that the model has learned, and what was held out. A user who is not in the data has neither. */
export function userView(lens: Lens, user: string): UserView {
  const index = lens.userIds.indexOf(user);
  const like_weight = likeWeight(lens);
  if (index < 0) return { user, group: null, items: 0, known: false, history: [], held_out: [], like_weight };
  const { heldOut } = lens;
  return {
    ...userRow(lens, index),
    known: true,
    history: historyOf(lens, index),
    held_out: heldOut && Array.from(rowIndices(heldOut, index), (item) => namedItem(lens, item)),
    like_weight,
  };
}

function historyOf(lens: Lens, user: number): HistoryItem[] {
  const values = rowValues(lens.train, user);
  const latest = latestTimes(lens, user);
  return Array.from(rowIndices(lens.train, user), (item, n) => ({
    ...namedItem(lens, item),
    weight: values[n]!,
    at: latest?.get(item) ?? null,
  })).sort((a, b) => b.weight - a.weight || (b.at ?? 0) - (a.at ?? 0));
}

/** Time of the newest training event of each item of a user; null without times. */
function latestTimes({ snapshot, source }: Lens, user: number): Map<number, number> | null {
  const { users, items, times } = snapshot.interactions;
  if (!times) return null;
  const { folds } = makeSplit(snapshot, source.split, source.weighting);
  const rows = folds.length === 1 ? folds[0]!.trainRows : users.keys();
  const latest = new Map<number, number>();
  for (const row of rows) {
    if (users[row] !== user) continue;
    const item = items[row]!;
    latest.set(item, Math.max(latest.get(item) ?? -Infinity, times[row]!));
  }
  return latest;
}

/** What the preset calls a like, or 1; of explicit ratings the greatest one in the data. */
export function likeWeight({ source: { weighting }, snapshot }: Lens): number {
  if (weighting.preset === 'explicit') return snapshot.interactions.weights.reduce((a, b) => Math.max(a, b), 0) || 1;
  const weights: Partial<Record<string, number>> = weightsOf(weighting);
  return weights['like'] ?? weights['LIKE'] ?? 1;
}

const weightsOf = ({ preset, weights }: Weighting): Record<string, number> => ({
  ...weightingPresets[preset],
  ...weights,
});
