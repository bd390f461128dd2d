import { useMemo } from 'react';
import { tabByNumber, tabCommands } from '#shared/domain/workbench-command.ts';
import type { Command } from '../commands/command.ts';
import { useCommands } from '../commands/registry.ts';
import { keep } from './tabs/tab-list.ts';
import { changeTabs, tabList } from './tabs/tab-store.ts';
import { useTabs } from './tabs/use-tabs.ts';

/** Going between the open pages, on every page. */
export function useTabCommands(): void {
  const { open, close, reopen, step } = useTabs();
  const commands = useMemo<Command[]>(() => {
    const run: Record<(typeof tabCommands)[number]['id'], () => void> = {
      'tab.keep': () => void changeTabs((list) => keep(list, list.active)),
      'tab.close': () => close(tabList().active),
      'tab.reopen': reopen,
      'tab.next': () => step(1),
      'tab.previous': () => step(-1),
    };
    return [
      ...tabCommands.map(({ id, title, keys }): Command => ({ id, title, keys, group: 'View', run: run[id] })),
      ...tabByNumber.map(({ id, title, keys }, index): Command => ({
        id,
        title,
        keys,
        group: 'View',
        hidden: true,
        listed: index === 0 && { title: 'Tab 1 to 9', keys: 'g 1–9' },
        run: () => void open(tabList().tabs[index]?.href),
      })),
    ];
  }, [open, close, reopen, step]);
  useCommands(commands);
}
