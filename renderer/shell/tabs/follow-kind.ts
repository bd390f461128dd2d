import { useEffect } from 'react';
import type { Kind } from '#shared/domain/kind.ts';
import { changeKind, kindNow } from '../../core/kind.ts';
import { close } from './tab-list.ts';
import { changeTabs, tabList } from './tab-store.ts';

/**
 * A page about something of a kind, reached by a link: the workbench turns to that kind, and the page's tab goes along.
 * @param kind  undefined as long as it is not known
 */
export function usePageKind(kind: Kind | undefined): void {
  useEffect(() => {
    if (kind === undefined || kind === kindNow()) return;
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
