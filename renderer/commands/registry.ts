import { useEffect, useSyncExternalStore } from 'react';
import type { Command } from './command.ts';

/** Commands by id, in the order of registration. The palette, the keys and the shortcut sheet read the same list. */
const commands = new Map<string, Command>();
const listeners = new Set<() => void>();
let snapshot: readonly Command[] = [];

function changed(): void {
  snapshot = [...commands.values()];
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** @returns a function that takes them away again */
export function registerCommands(added: readonly Command[]): () => void {
  for (const command of added) commands.set(command.id, command);
  changed();
  return () => {
    for (const command of added) if (commands.get(command.id) === command) commands.delete(command.id);
    changed();
  };
}

export const allCommands = (): readonly Command[] => snapshot;

export function useAllCommands(): readonly Command[] {
  return useSyncExternalStore(subscribe, allCommands);
}

/** Offers these commands while the component is mounted. Give a memoised list. */
export function useCommands(added: readonly Command[]): void {
  useEffect(() => registerCommands(added), [added]);
}
