import { useSyncExternalStore } from 'react';
import { Kind } from '#shared/domain/kind.ts';

const name = 'kindred.kind';

/** This window's own storage first, then that of the window that was used last; none outside a browser. */
const storages = (): Storage[] => (typeof localStorage === 'undefined' ? [] : [sessionStorage, localStorage]);

function read(): Kind {
  for (const storage of storages()) {
    const parsed = Kind.safeParse(storage.getItem(name));
    if (parsed.success) return parsed.data;
  }
  return 'recommender';
}

let current = read();
const listeners = new Set<(kind: Kind, before: Kind) => void>();

/** What the workbench is about now: every list and page shows only what fits it. */
export const kindNow = (): Kind => current;

/** Each kind has its own open pages and its own selection of runs; both are as they were left. */
export function changeKind(kind: Kind): void {
  if (kind === current) return;
  const before = current;
  current = kind;
  for (const storage of storages()) storage.setItem(name, kind);
  for (const listener of listeners) listener(kind, before);
}

/** @returns a function that ends it */
export function onKind(listener: (kind: Kind, before: Kind) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const useKind = (): Kind => useSyncExternalStore(onKind, kindNow);
