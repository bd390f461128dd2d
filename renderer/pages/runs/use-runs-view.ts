import { useCallback } from 'react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { recordStep } from '../../core/undo.ts';
import { useLatest } from '../../core/use-latest.ts';
import { selectionKeys, type RunsSearch } from './runs-search.ts';

type Change = Partial<Record<keyof RunsSearch, unknown>>;

/** What the page shows, as its address has it, and changes to it that can be taken back. */
export function useRunsView() {
  const search = useSearch({ from: '/runs' });
  const navigate = useNavigate();
  const now = useLatest(search);
  const show = useCallback(
    (next: RunsSearch) => void navigate({ to: '/runs', search: next, replace: true }),
    [navigate],
  );
  /** @param title  what is changed, as it follows "Undo" */
  const change = useCallback(
    (title: string, part: Change) => {
      const before = now();
      const next = { ...before, ...part } as RunsSearch;
      show(next);
      // The selection has steps of its own, and stays as it is by then.
      const back = (to: RunsSearch) => show({ ...to, ...selectionOf(now()) } as RunsSearch);
      recordStep({ title, undo: () => back(before), redo: () => back(next) });
    },
    [now, show],
  );
  return { search, change, show };
}

const selectionOf = (search: RunsSearch): Partial<Record<keyof RunsSearch, unknown>> =>
  Object.fromEntries(selectionKeys.map((key) => [key, search[key]]));
