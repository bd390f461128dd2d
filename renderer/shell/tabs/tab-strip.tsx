import { useEffect, useRef } from 'react';
import { UnstyledButton } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { keep, type Tab } from './tab-list.ts';
import { changeTabs } from './tab-store.ts';
import { useTabs } from './use-tabs.ts';
import './tab-strip.css';

/** The pages that are open. A passing one, in italics, gives its place to the next; a double click keeps it. */
export function TabStrip() {
  const { tabs, active, close } = useTabs();
  return (
    <nav className="open-pages" aria-label="Open pages">
      <ul>
        {tabs.map((tab) => (
          <OpenPage key={tab.key} tab={tab} isActive={tab.key === active} onClose={() => close(tab.key)} />
        ))}
      </ul>
    </nav>
  );
}

type Props = { tab: Tab; isActive: boolean; onClose: () => void };

function OpenPage({ tab: { key, href, title, kept }, isActive, onClose }: Props) {
  const item = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (isActive) item.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [isActive]);
  return (
    <li className="open-page" data-active={isActive || undefined} data-passing={!kept || undefined} ref={item}>
      <a
        href={`#${href}`}
        title={kept ? title : `${title} (double-click to keep it open)`}
        aria-current={isActive ? 'page' : undefined}
        onDoubleClick={() => changeTabs((list) => keep(list, key))}
        onAuxClick={(event) => event.button === 1 && onClose()}
      >
        {title}
      </a>
      <UnstyledButton className="open-page-close" aria-label={`Close ${title}`} onClick={onClose}>
        <IconX size={13} stroke={1.8} aria-hidden />
      </UnstyledButton>
    </li>
  );
}
