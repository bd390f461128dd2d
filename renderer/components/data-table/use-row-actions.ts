import { useMemo } from 'react';
import { useLatest } from '../../core/use-latest.ts';
import type { RowActions } from './table-row.tsx';

/** Callbacks that never change, over those of the last render. */
export function useRowActions<T>(actions: RowActions<T>): RowActions<T> {
  const latest = useLatest(actions);
  return useMemo(
    () => ({
      select: (row) => latest().select(row),
      open: (row) => latest().open(row),
      focus: (index) => latest().focus(index),
      key: (event) => latest().key(event),
      name: (row) => latest().name(row),
      id: (row) => latest().id(row),
      hover: (row) => latest().hover(row),
    }),
    [latest],
  );
}
