import { useSyncExternalStore, type ReactNode } from 'react';
import { createPortal } from 'react-dom';

/** The place at the right of the window where a page explains what is selected. */
let place: HTMLElement | null = null;
const listeners = new Set<() => void>();

/** Told by the window where that place is; null while it is closed. */
export function setInspectorPlace(element: HTMLElement | null): void {
  place = element;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Draws its children in the window's inspector while that is open. A page mounts one at most. */
export function Inspector({ children }: { children: ReactNode }) {
  const element = useSyncExternalStore(subscribe, () => place);
  return element && createPortal(children, element);
}
