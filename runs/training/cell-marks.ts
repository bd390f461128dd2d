import type { CellMark } from '#shared/domain/cell-marks.ts';
import { createLister, type MeasuredRun } from './measured-run.ts';

/** Users and items of a part of the matrix by id, at their positions. */
export type MarkedPart = { r0: number; c0: number; users: readonly string[]; items: readonly string[] };

/** What the lists of K say of the pairs of a part: hits and misses of held-out items, and what else is listed. */
export function cellMarks(run: MeasuredRun, k: number, { r0, c0, users, items }: MarkedPart): CellMark[] {
  const { userIds, itemIds } = run.snapshot.interactions;
  const columnOf = new Map(items.map((id, place) => [itemIds.indexOf(id), c0 + place]));
  const lister = createLister(run, k);
  const marks: CellMark[] = [];
  users.forEach((id, place) => {
    const user = userIds.indexOf(id);
    if (user < 0) return;
    const row = r0 + place;
    lister.load(user);
    const ranks = new Map(Array.from(lister.list(user), (item, rank) => [item, rank + 1]));
    const { heldOut } = lister;
    for (let at = 0; at < heldOut.count; at++) {
      const item = heldOut.items[at]!;
      const col = columnOf.get(item);
      if (col === undefined) continue;
      const rank = ranks.get(item) ?? null;
      marks.push({ row, col, kind: rank === null ? 'miss' : 'hit', rank });
    }
    for (const [item, rank] of ranks) {
      const col = columnOf.get(item);
      if (col !== undefined && !(heldOut.gain[item]! > 0)) marks.push({ row, col, kind: 'listed', rank });
    }
  });
  return marks.sort((a, b) => a.row - b.row || a.col - b.col);
}
