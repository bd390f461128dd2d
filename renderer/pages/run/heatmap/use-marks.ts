import { useMemo } from 'react';
import { mostMarkedRows } from '#shared/domain/cell-marks.ts';
import type { CellMark } from '#shared/domain/cell-marks.ts';
import { useCall } from '../../../core/use-call.ts';
import type { DrawnWindow } from './window-query.ts';

/** Most columns of single cells in which a mark can be seen. */
const mostColumns = 300;

export type Marks = {
  k: number;
  /** Null where the window is too large for them. */
  marks: CellMark[] | null;
  /** Of each kind, also of those that are left out. */
  counts: Record<CellMark['kind'], number> | null;
  /** What is to be said instead of marks; null where they are there. */
  note: string | null;
};

/** Whether lists can be marked in what is drawn: single cells of users and items, few enough to be seen. */
export const isMarkable = ({ asked }: DrawnWindow): boolean =>
  asked.kind === 'user_item_matrix' && asked.r1 - asked.r0 <= mostMarkedRows && asked.c1 - asked.c0 <= mostColumns;

/** What the run's lists say of the pairs on screen; null for other matrices. */
export function useMarks(drawn: DrawnWindow | undefined, onlyMisses: boolean): Marks | null {
  const asked = drawn?.asked;
  const run = useCall('runs.show', { run: asked?.run ?? '-' }, { enabled: asked !== undefined }).data;
  const ks = run?.ks ?? [];
  const k = ks.includes(10) ? 10 : (ks[0] ?? 10);
  const canMark = drawn !== undefined && run !== undefined && isMarkable(drawn);
  const { r0, r1, c0, c1, order } = asked ?? { r0: 0, r1: 1, c0: 0, c1: 1, order: 'dataset' as const };
  const answer = useCall(
    'runs.marks',
    { run: asked?.run ?? '-', order, r0, r1, c0, c1, k },
    { enabled: canMark, placeholderData: (before) => before },
  );
  const all = answer.data ?? null;
  const marks = useMemo(
    () => (onlyMisses ? (all?.filter(({ kind }) => kind === 'miss') ?? null) : all),
    [all, onlyMisses],
  );
  const counts = useMemo(() => all && countsOf(all), [all]);
  if (asked?.kind !== 'user_item_matrix') return null;
  if (!canMark)
    return { k, marks: null, counts: null, note: `Zoom in to at most ${mostMarkedRows} users to see hits and misses.` };
  if (answer.error) return { k, marks: null, counts: null, note: answer.error.message };
  return { k, marks, counts, note: null };
}

function countsOf(marks: readonly CellMark[]): Record<CellMark['kind'], number> {
  const counts = { hit: 0, miss: 0, listed: 0 };
  for (const { kind } of marks) counts[kind] += 1;
  return counts;
}
