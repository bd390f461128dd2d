import { useEffect, useRef } from 'react';
import { runSelection } from '../core/run-selection.ts';
import { useLatest } from '../core/use-latest.ts';
import { useBaseline } from './use-baseline.ts';

/** In the order of comparison: the baseline first, where it is among them; none where there are more than can be compared. */
export function comparedRuns(selected: readonly string[], baseline: string | null, most: number): string[] {
  if (selected.length > most) return [];
  return baseline !== null && selected.includes(baseline)
    ? [baseline, ...selected.filter((id) => id !== baseline)]
    : [...selected];
}

/**
 * Keeps the runs of a page's address and the shared selection the same: an address that names runs brings its own selection, one that
 * names none takes the reader's, where the page is come to.
 */
export function useComparedRuns(runs: readonly string[], most: number, onRuns: (runs: string[]) => void): void {
  const now = useLatest({ baseline: useBaseline().id, most, onRuns });
  const isFirst = useRef(true);
  const named = runs.join('\n');
  useEffect(() => {
    const wasFirst = isFirst.current;
    isFirst.current = false;
    if (named !== '') return runSelection.select(named.split('\n'));
    if (!wasFirst) return runSelection.select([]);
    const brought = comparedRuns(runSelection.get().selected, now().baseline, now().most);
    if (brought.length > 0) now().onRuns(brought);
  }, [named, now]);
}
