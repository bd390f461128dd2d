import { ActionIcon, Tabs } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { drawerParts, useDrawer, type DrawerPart } from './drawer-store.ts';
import { JobsPart } from './jobs-part.tsx';
import { LogPart } from './log-part.tsx';
import { NoticesPart } from './notices-part.tsx';
import './drawer.css';

const titles: Record<DrawerPart, string> = { jobs: 'Jobs', log: 'Log', notices: 'Notifications' };
const contents: Record<DrawerPart, () => React.ReactNode> = { jobs: JobsPart, log: LogPart, notices: NoticesPart };

/** Below the page: what is under way, what happened, and what was said in passing. */
export function Drawer() {
  const [part, setPart] = useDrawer();
  if (part === null) return null;
  const Contents = contents[part];
  return (
    <section className="drawer" aria-label="Jobs, log and notifications">
      <Tabs value={part} onChange={(value) => setPart(drawerParts.find((known) => known === value) ?? null)}>
        <Tabs.List>
          {drawerParts.map((name) => (
            <Tabs.Tab key={name} value={name}>
              {titles[name]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value={part} className="drawer-body" tabIndex={0}>
          <Contents />
        </Tabs.Panel>
      </Tabs>
      <ActionIcon className="drawer-close" size={24} aria-label="Close the drawer" onClick={() => setPart(null)}>
        <IconX size={15} stroke={1.7} aria-hidden />
      </ActionIcon>
    </section>
  );
}
