import { useState } from 'react';
import type { NamedItem } from '#shared/domain/user-lens.ts';

type Added = NamedItem & { weight: number };

/** A history that is only imagined: items taken away, and likes that never were. */
export type HistoryChange = {
  removed: ReadonlySet<string>;
  added: readonly Added[];
  isChanged: boolean;
  /** As the core is asked. */
  change: { remove: string[]; add: { item: string; weight: number }[] };
  /** Takes an item away, or gives it back. */
  toggle(item: string): void;
  pretend(item: Added): void;
  reset(): void;
};

const none = { removed: new Set<string>(), added: [] as readonly Added[] };

export function useHistoryChange(): HistoryChange {
  const [{ removed, added }, setChange] = useState(none);
  return {
    removed,
    added,
    isChanged: removed.size > 0 || added.length > 0,
    change: { remove: [...removed], add: added.map(({ item, weight }) => ({ item, weight })) },
    toggle: (item) =>
      setChange((now) => {
        if (now.added.some((own) => own.item === item)) {
          return { ...now, added: now.added.filter((own) => own.item !== item) };
        }
        const next = new Set(now.removed);
        if (!next.delete(item)) next.add(item);
        return { ...now, removed: next };
      }),
    pretend: (item) =>
      setChange((now) => ({ ...now, added: [...now.added.filter((own) => own.item !== item.item), item] })),
    reset: () => setChange(none),
  };
}
