import { Button } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { Empty } from '../components/empty.tsx';

/** The host does not know this browser: it was opened without the printed address, or the host was started again since. */
export function SignedOut() {
  return (
    <main className="whole">
      <Empty
        icon={<IconLock size={28} aria-hidden />}
        title="This tab is not signed in to Kindred."
        actions={<Button onClick={() => window.location.reload()}>Try again</Button>}
      >
        <p>
          Open the address that Kindred printed in its terminal when it started: the whole line, up to the end of{' '}
          <code>#token=…</code>. Each start prints a new one. Your runs and datasets are untouched.
        </p>
      </Empty>
    </main>
  );
}
