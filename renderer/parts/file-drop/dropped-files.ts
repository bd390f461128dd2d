import { useSyncExternalStore } from 'react';

let dropped: readonly File[] | null = null;
const listeners = new Set<() => void>();

/** Hands files to whoever reads files next: those that were dropped on the window, or none once they are taken. */
export function putDropped(files: readonly File[] | null): void {
  dropped = files;
  for (const listener of listeners) listener();
}

/** Files that were dropped and that nobody has taken yet. */
export function useDropped(): readonly File[] | null {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => dropped,
  );
}
