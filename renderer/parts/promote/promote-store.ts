import { useSyncExternalStore } from 'react';
import type { Run } from '#shared/domain/run.ts';

/** What shall become live: a run that may not be a version yet, or a version by its id. */
export type PromoteTarget = { run: Pick<Run, 'id' | 'number' | 'name'> } | { version: string };

let target: PromoteTarget | null = null;
const listeners = new Set<() => void>();

function change(next: PromoteTarget | null): void {
  target = next;
  for (const listener of listeners) listener();
}

/** Opens the one dialog of promotion, from wherever a run or a version is in view. */
export const openPromote = (what: PromoteTarget): void => change(what);
export const closePromote = (): void => change(null);

export function usePromoteTarget(): PromoteTarget | null {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => target,
  );
}
