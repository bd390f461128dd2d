import { Popover, UnstyledButton } from '@mantine/core';
import { IconKeyboard } from '@tabler/icons-react';
import { Facts } from '../components/facts.tsx';
import { useCall } from '../core/use-call.ts';
import { useConnection } from '../core/use-connection.ts';
import { formatBytes } from '../text/bytes.ts';
import { ApiLink } from './api-link.tsx';
import { JobCount } from './job-count.tsx';
import { ThemeMenu } from './theme-menu.tsx';

/** The line at the foot of the window: the store, what is running, the look. */
export function StatusBar({ onShortcuts }: { onShortcuts: () => void }) {
  const isConnected = useConnection();
  return (
    <footer className="status" aria-label="Status">
      <Store isConnected={isConnected} />
      {/* What was true when it last answered is not shown as if it were so now. */}
      {isConnected && (
        <>
          <JobCount />
          <ApiLink />
        </>
      )}
      <div className="status-end">
        <UnstyledButton className="status-button" onClick={onShortcuts}>
          <IconKeyboard size={15} stroke={1.7} aria-hidden />
          Shortcuts
        </UnstyledButton>
        <ThemeMenu />
      </div>
    </footer>
  );
}

/** Where the work is kept, and what this Kindred is. */
function Store({ isConnected }: { isConnected: boolean }) {
  const { data: info, error } = useCall('system.info', {});
  if (!info) return <span>{error ? 'Not connected' : 'Connecting…'}</span>;
  return (
    <Popover position="top-start" withArrow shadow="md" trapFocus>
      <Popover.Target>
        <UnstyledButton className="status-button">
          <span className="status-dot" data-on={isConnected || undefined} aria-hidden />
          <output>{isConnected ? `Kindred ${info.version} · on this machine` : 'Kindred does not answer'}</output>
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown aria-label="About this Kindred">
        <Facts
          facts={[
            ['Data folder', <code key="home">{info.home}</code>],
            ['Store schema', info.schema_version],
            ['Training threads', info.workers],
            ['Memory limit of a run', formatBytes(info.memory_limit_bytes)],
            ['Node', info.node],
          ]}
        />
      </Popover.Dropdown>
    </Popover>
  );
}
