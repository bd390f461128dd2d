import { places } from '#shared/domain/workbench-command.ts';

/** A page that is open. `key` says which thing it shows: `/runs`, `/runs/42`; `href` also where in it. */
export type Tab = { key: string; href: string; title: string; kept: boolean };
export type TabList = { tabs: readonly Tab[]; active: string; closed: readonly Tab[] };

const maxClosed = 10;
export const noTabs: TabList = { tabs: [], active: '', closed: [] };

/** What an address shows: the first two parts of its path. */
export function keyOf(href: string): string {
  const path = href.split(/[?#]/)[0]!;
  return `/${path.split('/').filter(Boolean).slice(0, 2).join('/')}`;
}

const placeOf = (key: string) => places.find(({ to }) => to === key);

function newTab(href: string): Tab {
  const key = keyOf(href);
  const place = placeOf(key);
  return { key, href, title: place?.title ?? key.slice(1), kept: place !== undefined };
}

/** The tab before the change, changed. */
const mapTab = (list: TabList, key: string, change: (tab: Tab) => Tab): TabList => ({
  ...list,
  tabs: list.tabs.map((tab) => (tab.key === key ? change(tab) : tab)),
});

/**
 * The window shows this address now. Places stay open; a thing such as a run takes the tab of the one that was looked at before, unless
 * that was kept.
 */
export function arrive(list: TabList, href: string): TabList {
  const tab = newTab(href);
  if (list.tabs.some(({ key }) => key === tab.key)) {
    return { ...mapTab(list, tab.key, (known) => ({ ...known, href })), active: tab.key };
  }
  const passing = tab.kept ? -1 : list.tabs.findIndex(({ kept }) => !kept);
  const at = passing >= 0 ? passing : 1 + list.tabs.findIndex(({ key }) => key === list.active);
  return { ...list, tabs: list.tabs.toSpliced(at, passing >= 0 ? 1 : 0, tab), active: tab.key };
}

export const keep = (list: TabList, key: string): TabList => mapTab(list, key, (tab) => ({ ...tab, kept: true }));

export const rename = (list: TabList, key: string, title: string): TabList =>
  mapTab(list, key, (tab) => ({ ...tab, title }));

/** @returns the tabs that are left, with the neighbour active where the active one was closed; Home where none is left */
export function close(list: TabList, key: string): TabList {
  const at = list.tabs.findIndex((tab) => tab.key === key);
  if (at < 0) return list;
  const left = list.tabs.toSpliced(at, 1);
  const tabs = left.length > 0 ? left : [newTab('/')];
  const active = list.active === key ? tabs[Math.min(at, tabs.length - 1)]!.key : list.active;
  return { tabs, active, closed: [list.tabs[at]!, ...list.closed].slice(0, maxClosed) };
}

/** The tab that was closed last, at the end and active. */
export function reopen(list: TabList): TabList {
  const [tab, ...closed] = list.closed;
  if (!tab) return list;
  return { ...arrive({ ...list, closed }, tab.href), closed };
}

/** The active one's neighbour, round and round. */
export function neighbour(list: TabList, step: 1 | -1): Tab | undefined {
  const at = list.tabs.findIndex(({ key }) => key === list.active);
  return list.tabs.at((at + step) % list.tabs.length);
}
