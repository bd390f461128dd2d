import { useSyncExternalStore } from 'react';
import { newId } from './new-id.ts';

/** Something the user was told in passing, kept so that a toast is never the only record. */
export type Notice = { id: string; at: number; title: string; text: string; tone: 'plain' | 'bad' };

const maxKept = 100;
let notices: readonly Notice[] = [];
const listeners = new Set<() => void>();

function set(next: readonly Notice[]): void {
  notices = next;
  for (const listener of listeners) listener();
}

/** @returns its id */
export function recordNotice(notice: Omit<Notice, 'id' | 'at'>): string {
  const id = newId();
  set([{ ...notice, id, at: Date.now() }, ...notices].slice(0, maxKept));
  return id;
}

export const clearNotices = (): void => set([]);

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The newest first. */
export const useNotices = (): readonly Notice[] => useSyncExternalStore(subscribe, () => notices);
