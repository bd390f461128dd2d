import { useSyncExternalStore } from 'react';
import { z } from 'zod';
import type { Kind } from '#shared/domain/kind.ts';
import { kindNow, onKind } from '../../core/kind.ts';
import { noTabs, type TabList } from './tab-list.ts';

const Tab = z.object({ key: z.string(), href: z.string(), title: z.string(), kept: z.boolean() });
const Stored = z.object({ tabs: z.array(Tab), active: z.string(), closed: z.array(Tab) });
/** Each kind has pages of its own open. */
const nameOf = (kind: Kind) => (kind === 'recommender' ? 'kindred.tabs' : `kindred.tabs.${kind}`);

/** A window's own tabs after it was loaded again, or those of the window that was used last. */
function read(kind: Kind): TabList {
  for (const storage of [sessionStorage, localStorage]) {
    const parsed = Stored.safeParse(parse(storage.getItem(nameOf(kind))));
    if (parsed.success) return parsed.data;
  }
  return noTabs;
}

function parse(text: string | null): unknown {
  try {
    return JSON.parse(text ?? 'null');
  } catch {
    return null;
  }
}

let current = read(kindNow());
const listeners = new Set<() => void>();

onKind((kind) => {
  current = read(kind);
  for (const listener of listeners) listener();
});

export const tabList = (): TabList => current;

export function changeTabs(change: (list: TabList) => TabList): TabList {
  const next = change(current);
  if (next === current) return current;
  current = next;
  const text = JSON.stringify(current);
  for (const storage of [sessionStorage, localStorage]) storage.setItem(nameOf(kindNow()), text);
  for (const listener of listeners) listener();
  return current;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const useTabList = (): TabList => useSyncExternalStore(subscribe, tabList);
