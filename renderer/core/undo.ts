import { useSyncExternalStore } from 'react';

/** Something the reader did that can be taken back, such as a change of columns. */
export type Undoable = {
  /** What was done, as it follows "Undo": `columns`, `archive 2 runs`. */
  title: string;
  undo(): void;
  redo(): void;
};

/** The stack's two halves, newest last. */
export type UndoState = { done: readonly Undoable[]; undone: readonly Undoable[] };

/** Older steps are forgotten. */
const most = 100;

let state: UndoState = { done: [], undone: [] };
const listeners = new Set<() => void>();

function change(next: UndoState): void {
  state = next;
  for (const listener of listeners) listener();
}

/** Notes a step that has been done; what was taken back before can no longer be done again. */
export function recordStep(step: Undoable): void {
  change({ done: [...state.done, step].slice(-most), undone: [] });
}

/** Takes the last step back. @returns its title, or null where there is none */
export function undoStep(): string | null {
  const step = state.done.at(-1);
  if (!step) return null;
  change({ done: state.done.slice(0, -1), undone: [...state.undone, step] });
  step.undo();
  return step.title;
}

/** Does again what was taken back last. @returns its title, or null where there is none */
export function redoStep(): string | null {
  const step = state.undone.at(-1);
  if (!step) return null;
  change({ done: [...state.done, step], undone: state.undone.slice(0, -1) });
  step.redo();
  return step.title;
}

/** For the palette and menus: what would be taken back, and what done again. */
export function useUndo(): UndoState {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => state,
  );
}
