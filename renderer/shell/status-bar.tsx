import { UnstyledButton } from '@mantine/core';
import { IconKeyboard } from '@tabler/icons-react';
import { useCall } from '../core/use-call.ts';
import { useConnection } from '../core/use-connection.ts';
import { ApiLink } from './api-link.tsx';
import { JobCount } from './job-count.tsx';

/** The line at the foot of the window: the store, what is running, and keys. */
export function StatusBar({ onShortcuts, onAbout }: { onShortcuts: () => void; onAbout: () => void }) {
  const isConnected = useConnection();
  return (
    <footer className="status" aria-label="Status">
      <Store isConnected={isConnected} onAbout={onAbout} />
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
      </div>
    </footer>
  );
}

/** Whether it answers; Settings tell where the work is kept. */
function Store({ isConnected, onAbout }: { isConnected: boolean; onAbout: () => void }) {
  const { data: info, error } = useCall('system.info', {});
  if (!info) return <span>{error ? 'Not connected' : 'Connecting…'}</span>;
  return (
    <UnstyledButton className="status-button" onClick={onAbout}>
      <span className="status-dot" data-on={isConnected || undefined} aria-hidden />
      <output>{isConnected ? `Kindred ${info.version} · on this machine` : 'Kindred does not answer'}</output>
    </UnstyledButton>
  );
}
