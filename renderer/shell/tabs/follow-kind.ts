import { useEffect } from 'react';
import type { RegisteredRouter } from '@tanstack/react-router';
import type { Kind } from '#shared/domain/kind.ts';
import { changeKind, kindNow } from '../../core/kind.ts';
import { arrive, close } from './tab-list.ts';
import { changeTabs, tabList } from './tab-store.ts';

/** Whoever chose a kind is on the way to a page of it, while the one of the other kind is still shown. */
let isOnTheWay = false;

/** Shows a kind with the page of it that was open last. */
export function chooseKind(kind: Kind, router: RegisteredRouter): void {
  isOnTheWay = true;
  const end = router.subscribe('onResolved', () => {
    isOnTheWay = false;
    end();
  });
  changeKind(kind);
  const { tabs, active } = tabList();
  const href = tabs.find(({ key }) => key === active)?.href ?? '/';
  changeTabs((list) => arrive(list, href));
  router.history.push(href);
}

/**
 * A page about something of a kind, reached by a link: the workbench turns to that kind, and the page's tab goes along.
 * @param kind  undefined as long as it is not known
 */
export function usePageKind(kind: Kind | undefined): void {
  useEffect(() => {
    if (kind === undefined || kind === kindNow() || isOnTheWay) return;
    const { tabs, active } = tabList();
    const tab = tabs.find(({ key }) => key === active);
    changeTabs((list) => close(list, active));
    changeKind(kind);
    if (!tab) return;
    changeTabs((list) => {
      const others = list.tabs.filter(({ key }) => key !== tab.key);
      return { ...list, tabs: [...others, tab], active: tab.key };
    });
  }, [kind]);
}
