import { Modal, SegmentedControl, Switch, useMantineColorScheme } from '@mantine/core';
import { Facts } from '../components/facts.tsx';
import { useCall } from '../core/use-call.ts';
import { formatBytes } from '../text/bytes.ts';
import './settings-dialog.css';

type Props = { opened: boolean; onClose: () => void; singleKeys: boolean; onSingleKeys: (on: boolean) => void };

/** What one chooses once, and what this Kindred is. Choices stay in this browser or window. */
export function SettingsDialog({ opened, onClose, singleKeys, onSingleKeys }: Props) {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Modal opened={opened} onClose={onClose} title="Settings" size={520}>
      <div className="settings">
        <section aria-labelledby="settings-theme">
          <h3 id="settings-theme">Theme</h3>
          <SegmentedControl
            aria-labelledby="settings-theme"
            value={colorScheme}
            onChange={setColorScheme}
            data={[
              { value: 'auto', label: 'As the system' },
              { value: 'light', label: 'Light' },
              { value: 'dark', label: 'Dark' },
            ]}
          />
        </section>
        <section aria-labelledby="settings-keys">
          <h3 id="settings-keys">Keyboard</h3>
          <Switch
            checked={singleKeys}
            onChange={(event) => onSingleKeys(event.currentTarget.checked)}
            label="Single-key shortcuts"
            description="Off: only shortcuts with Ctrl or ⌘ work, for speech input and the like."
          />
        </section>
        <section aria-labelledby="settings-about">
          <h3 id="settings-about">This Kindred</h3>
          <About />
        </section>
      </div>
    </Modal>
  );
}

function About() {
  const { data: info, error } = useCall('system.info', {});
  if (!info) return <p className="muted small">{error ? 'Kindred does not answer.' : 'Asking…'}</p>;
  return (
    <Facts
      facts={[
        ['Version', info.version],
        ['Data folder', <code key="home">{info.home}</code>],
        ['Store schema', info.schema_version],
        ['Training threads', info.workers],
        ['Memory limit of a run', formatBytes(info.memory_limit_bytes)],
        ['Node', info.node],
      ]}
    />
  );
}
