import { useSyncExternalStore } from 'react';
import type { Kind } from '#shared/domain/kind.ts';
import { keepSelection, readKeptSelection } from './kept-selection.ts';
import { kindNow, onKind } from './kind.ts';

/**
 * What the reader has done with runs, the same in every view. All are ids of runs.
 * The run that is live belongs to it too, and is known from the registry: `useLiveRun` in parts.
 */
export type RunSelection = {
  /** Under the pointer or the keyboard, in whichever view. */
  hovered: string | null;
  /** In the order of selection. */
  selected: readonly string[];
  pinned: readonly string[];
  /** Chosen by the reader; where it is null, the run that is live is the baseline (`useBaseline`). */
  baseline: string | null;
  /** Not drawn in charts. */
  hidden: readonly string[];
};

/** How many runs can be selected at once; `maxCompared` of them can be compared. */
export const maxSelected = 50;
export const maxCompared = 6;

const storage = typeof localStorage === 'undefined' ? undefined : localStorage;
const remembered = (kind: Kind): RunSelection => ({ hovered: null, selected: [], ...readKeptSelection(storage, kind) });
let state = remembered(kindNow());
const listeners = new Set<() => void>();
/** What is selected of the kinds that are not in view. */
const others = new Map<Kind, RunSelection>();

onKind((kind, before) => {
  others.set(before, { ...state, hovered: null });
  state = others.get(kind) ?? remembered(kind);
  for (const listener of listeners) listener();
});

function change(part: Partial<RunSelection>): void {
  const next = { ...state, ...part };
  if (next.hovered === state.hovered) keepSelection(storage, kindNow(), next);
  state = next;
  for (const listener of listeners) listener();
}

function toggled(ids: readonly string[], id: string): string[] {
  return ids.includes(id) ? ids.filter((other) => other !== id) : [...ids, id];
}

/** Changes to the selection, from whichever view. */
export const runSelection = {
  get: (): RunSelection => state,
  /** The pointer or the keyboard is on a run, or on none. */
  hover(id: string | null): void {
    if (id !== state.hovered) change({ hovered: id });
  },
  toggleSelected(id: string): void {
    if (state.selected.includes(id) || state.selected.length < maxSelected) {
      change({ selected: toggled(state.selected, id) });
    }
  },
  select: (ids: readonly string[]): void => change({ selected: [...new Set(ids)].slice(0, maxSelected) }),
  togglePinned: (id: string): void => change({ pinned: toggled(state.pinned, id) }),
  toggleHidden: (id: string): void => change({ hidden: toggled(state.hidden, id) }),
  hide: (ids: readonly string[]): void => change({ hidden: [...new Set(ids)] }),
  /** Null for the run that is live. */
  setBaseline: (id: string | null): void => change({ baseline: id }),
  /** Takes over what an address or a saved view says. */
  adopt: (said: Partial<Omit<RunSelection, 'hovered'>>): void =>
    change({ selected: [], pinned: [], baseline: null, hidden: [], ...said }),
};

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The selection, or the part of it that a view draws: a view that reads only `hovered` draws again only for that. */
export function useRunSelection<T = RunSelection>(part: (selection: RunSelection) => T): T {
  return useSyncExternalStore(subscribe, () => part(state));
}
