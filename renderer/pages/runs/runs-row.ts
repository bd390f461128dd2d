import type { Run } from '#shared/domain/run.ts';
import type { RunGroup } from '#shared/domain/run-group.ts';

/** A line of the table: a run, a group of runs, or a run under its open group. */
export type RunsRow =
  | { kind: 'run'; id: string; run: Run; place: 'top' | 'list' | 'member' }
  /** `index` among the groups. */
  | { kind: 'group'; id: string; group: RunGroup; index: number; isOpen: boolean };

const runRows = new WeakMap<Run, Map<string, RunsRow>>();
const groupRows = new WeakMap<RunGroup, Map<boolean, RunsRow>>();

/** The row of an answer's run; the same one each time, so that an unchanged row is not drawn again. */
export function runRow(run: Run, place: 'top' | 'list' | 'member'): RunsRow {
  return remembered(runRows, run, place, () => ({ kind: 'run', id: run.id, run, place }));
}

export function groupRow(group: RunGroup, index: number, isOpen: boolean): RunsRow {
  const make = (): RunsRow => ({ kind: 'group', id: `group:${group.key}`, group, index, isOpen });
  return remembered(groupRows, group, isOpen, make);
}

function remembered<K extends object, P>(known: WeakMap<K, Map<P, RunsRow>>, of: K, part: P, make: () => RunsRow) {
  const rows = known.get(of) ?? new Map<P, RunsRow>();
  known.set(of, rows);
  const row = rows.get(part) ?? make();
  rows.set(part, row);
  return row;
}

/** A group that is open, where it stands among the groups, and how many of its runs are shown. */
export type OpenGroup = { key: string; index: number; count: number };

/**
 * What stands at a position where open groups are followed by their runs.
 * @param open  by index, ascending
 */
export function placeAt(
  position: number,
  open: readonly OpenGroup[],
): { group: number; member: number | null; key?: string } {
  let before = 0;
  for (const { key, index, count } of open) {
    const at = position - before - index;
    if (at <= 0) break;
    if (at <= count) return { group: index, member: at - 1, key };
    before += count;
  }
  return { group: position - before, member: null };
}
