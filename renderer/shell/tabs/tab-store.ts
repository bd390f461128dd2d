import { useSyncExternalStore } from 'react';
import { z } from 'zod';
import { noTabs, type TabList } from './tab-list.ts';

const Tab = z.object({ key: z.string(), href: z.string(), title: z.string(), kept: z.boolean() });
const Stored = z.object({ tabs: z.array(Tab), active: z.string(), closed: z.array(Tab) });
const name = 'kindred.tabs';

/** A window's own tabs after it was loaded again, or those of the window that was used last. */
function read(): TabList {
  for (const storage of [sessionStorage, localStorage]) {
    const parsed = Stored.safeParse(parse(storage.getItem(name)));
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

let current = read();
const listeners = new Set<() => void>();

export const tabList = (): TabList => current;

export function changeTabs(change: (list: TabList) => TabList): TabList {
  const next = change(current);
  if (next === current) return current;
  current = next;
  const text = JSON.stringify(current);
  for (const storage of [sessionStorage, localStorage]) storage.setItem(name, text);
  for (const listener of listeners) listener();
  return current;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const useTabList = (): TabList => useSyncExternalStore(subscribe, tabList);
