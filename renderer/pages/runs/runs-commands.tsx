import { useMemo, type RefObject } from 'react';
import { IconArchive, IconFilter, IconGitCompare } from '@tabler/icons-react';
import type { Run } from '#shared/domain/run.ts';
import type { Command } from '../../commands/command.ts';
import { useCommands } from '../../commands/registry.ts';
import { useLatest } from '../../core/use-latest.ts';
import type { RunsRow } from './runs-row.ts';
import type { TableHandle } from '../../components/data-table/types.ts';

type Actions = {
  table: RefObject<TableHandle<RunsRow> | null>;
  field: RefObject<HTMLInputElement | null>;
  compare(): void;
  archive(): void;
  toggle(row: RunsRow): void;
  pin(run: Run): void;
  hide(run: Run): void;
  baseline(run: Run): void;
  /** Opens the field for the tags or the note of the row. */
  edit(run: Run, what: 'tags' | 'note'): void;
  clear(): void;
};

const size = { size: 16, stroke: 1.7, 'aria-hidden': true } as const;

/** What can be done on the table of runs, by key and in the palette. */
export function useRunsCommands(actions: Actions): void {
  const now = useLatest(actions);
  useCommands(useMemo(() => runsCommands(now), [now]));
}

function runsCommands(now: () => Actions): Command[] {
  const toggleFocused = () => {
    const row = now().table.current?.focused();
    if (row) now().toggle(row);
  };
  const onRun = (act: (actions: Actions, run: Run) => void) => () => {
    const row = now().table.current?.focused();
    if (row?.kind === 'run') act(now(), row.run);
  };
  const group = 'Runs' as const;
  return [
    { id: 'runs.down', title: 'Next run', group, keys: 'j', hidden: true, run: () => now().table.current?.move(1) },
    { id: 'runs.up', title: 'Previous run', group, keys: 'k', hidden: true, run: () => now().table.current?.move(-1) },
    { id: 'runs.select', title: 'Select the run', group, keys: 'x', hidden: true, run: toggleFocused },
    { id: 'runs.pin', title: 'Pin the run', group, keys: 'p', hidden: true, run: onRun((all, run) => all.pin(run)) },
    {
      id: 'runs.hide',
      title: 'Hide the run in charts',
      group,
      keys: 'h',
      hidden: true,
      run: onRun((all, run) => all.hide(run)),
    },
    {
      id: 'runs.baseline',
      title: 'Make the run the baseline',
      group,
      keys: 'b',
      hidden: true,
      run: onRun((all, run) => all.baseline(run)),
    },
    {
      id: 'runs.tags',
      title: 'Edit the tags of the run',
      group,
      keys: 't',
      hidden: true,
      run: onRun((all, run) => all.edit(run, 'tags')),
    },
    {
      id: 'runs.note',
      title: 'Edit the note of the run',
      group,
      keys: 'n',
      hidden: true,
      run: onRun((all, run) => all.edit(run, 'note')),
    },
    {
      id: 'runs.compare',
      title: 'Compare the selected runs',
      group,
      keys: 'c',
      icon: <IconGitCompare {...size} />,
      run: () => now().compare(),
    },
    {
      id: 'runs.archive',
      title: 'Archive the selected runs',
      group,
      keys: 'e',
      icon: <IconArchive {...size} />,
      run: () => now().archive(),
    },
    {
      id: 'runs.filter',
      title: 'Filter runs',
      group,
      keys: '/',
      icon: <IconFilter {...size} />,
      run: () => now().field.current?.focus(),
    },
    { id: 'runs.clear', title: 'Clear the selection', group, keys: 'Escape', hidden: true, run: () => now().clear() },
  ];
}
