import { useCallback, useMemo } from 'react';
import { useQueries } from '@tanstack/react-query';
import type { Run } from '#shared/domain/run.ts';
import { useKindred } from '../../core/kindred.tsx';
import { callOptions } from '../../core/use-call.ts';
import { maxSelected } from './runs-search.ts';

const none: readonly string[] = [];

/** The selected runs in the order of selection, also those that the table does not show at the moment. */
export function useSelection(
  sel: readonly string[] | undefined,
  loaded: readonly Run[],
  onChange: (sel: string[] | undefined) => void,
) {
  const { client } = useKindred();
  const ids = sel ?? none;
  const here = new Map(loaded.map((run) => [run.id, run]));
  const elsewhere = ids.filter((id) => !here.has(id));
  const asked = useQueries({ queries: elsewhere.map((run) => callOptions(client, 'runs.show', { run })) });
  for (const { data } of asked) if (data) here.set(data.id, data);

  const toggle = useCallback(
    (run: Run) => {
      if (ids.includes(run.id)) onChange(ids.filter((id) => id !== run.id));
      else if (ids.length < maxSelected) onChange([...ids, run.id]);
    },
    [ids, onChange],
  );
  return {
    ids: useMemo(() => new Set(ids), [ids]),
    runs: ids.flatMap((id) => here.get(id) ?? []),
    isFull: ids.length >= maxSelected,
    toggle,
    clear: () => onChange(undefined),
  };
}
