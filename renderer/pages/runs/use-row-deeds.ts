import { useCallback } from 'react';
import { useNavigate } from '@tanstack/react-router';
import type { Run } from '#shared/domain/run.ts';
import { maxCompared, runSelection, useRunSelection } from '../../core/run-selection.ts';
import { useBaseline, useToggleBaseline } from '../../parts/use-baseline.ts';
import { comparedRuns } from '../../parts/use-compared-runs.ts';
import { useArchiveRuns, useRestoreRuns } from '../../parts/use-run-actions.tsx';
import type { RunsRow } from './runs-row.ts';
import { selectWithUndo } from '../../core/select-with-undo.ts';

/** What the page does with runs, by mouse or by key. */
export function useRowDeeds(archived: boolean, onToggleGroup: (key: string, index: number) => void) {
  const navigate = useNavigate();
  const selected = useRunSelection((selection) => selection.selected);
  const baseline = useBaseline();
  const toggleBaseline = useToggleBaseline();
  const archiveRuns = useArchiveRuns();
  const restoreRuns = useRestoreRuns();
  return {
    open: useCallback(
      (row: RunsRow) => {
        if (row.kind === 'run') void navigate({ to: '/runs/$run', params: { run: row.run.id } });
        else onToggleGroup(row.group.key, row.index);
      },
      [navigate, onToggleGroup],
    ),
    compare() {
      const runs = comparedRuns(selected, baseline.id, maxCompared);
      if (runs.length > 1) void navigate({ to: '/compare', search: { runs } });
    },
    archive() {
      if (selected.length === 0) return;
      void (archived ? restoreRuns : archiveRuns)(selected.map((id) => ({ id })));
      runSelection.select([]);
    },
    /** A run, or all runs of a group: in where one is missing, else out. */
    toggle(row: RunsRow) {
      if (row.kind === 'run') return runSelection.toggleSelected(row.run.id);
      const { runs } = row.group;
      const isWhole = runs.every((id) => selected.includes(id));
      const others = selected.filter((id) => !runs.includes(id));
      runSelection.select(isWhole ? others : [...others, ...runs]);
    },
    pin: (runs: readonly Pick<Run, 'id'>[]) =>
      selectWithUndo('pin', () => runs.forEach(({ id }) => runSelection.togglePinned(id))),
    hide: ({ id }: Pick<Run, 'id'>) => selectWithUndo('hide', () => runSelection.toggleHidden(id)),
    setBaseline: ({ id }: Pick<Run, 'id'>) => toggleBaseline(id),
    baseline,
  };
}
