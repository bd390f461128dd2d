import { useCallback, useEffect } from 'react';
import { useLocation, useRouter } from '@tanstack/react-router';
import { onPageNamed } from '../../core/page-title.ts';
import { arrive, close, keyOf, neighbour, rename, reopen, type TabList } from './tab-list.ts';
import { changeTabs, tabList, useTabList } from './tab-store.ts';

/** Keeps the open pages true to the address and the pages' titles. Mounted once, in the shell. */
export function useTabsFollow(): void {
  const href = useLocation({ select: (location) => location.href });
  useEffect(() => void changeTabs((list) => arrive(list, href)), [href]);
  const router = useRouter();
  useEffect(
    () => onPageNamed((title) => void changeTabs((list) => rename(list, keyOf(router.state.location.href), title))),
    [router],
  );
}

/** The open pages and what can be done with them. */
export function useTabs() {
  const list = useTabList();
  const router = useRouter();
  const open = useCallback((href: string | undefined) => href !== undefined && router.history.push(href), [router]);
  /** Changes the list, and goes where it then is. */
  const go = useCallback(
    (change: (list: TabList) => TabList) => {
      const next = changeTabs(change);
      const tab = next.tabs.find(({ key }) => key === next.active);
      if (tab && keyOf(router.state.location.href) !== tab.key) open(tab.href);
    },
    [router, open],
  );
  return {
    ...list,
    open,
    close: useCallback((key: string) => go((current) => close(current, key)), [go]),
    reopen: useCallback(() => go(reopen), [go]),
    step: useCallback((step: 1 | -1) => open(neighbour(tabList(), step)?.href), [open]),
  };
}
