import { Modal } from '@mantine/core';
import { Keys } from '../components/keys.tsx';
import { commandGroups } from './command.ts';
import { useAllCommands } from './registry.ts';
import './shortcut-sheet.css';

type Props = { opened: boolean; onClose: () => void };

/** Every key that does something on this page, from the registry of commands. */
export function ShortcutSheet({ opened, onClose }: Props) {
  const commands = useAllCommands().filter((command) => command.keys && command.listed !== false);
  const groups = commandGroups.filter((group) => commands.some((command) => command.group === group));
  return (
    <Modal opened={opened} onClose={onClose} title="Keyboard shortcuts" size={640}>
      <div className="shortcuts">
        {groups.map((group) => (
          <section key={group}>
            <h3>{group}</h3>
            <dl>
              {commands
                .filter((command) => command.group === group)
                .map(({ id, title, keys = '', listed }) => (
                  <div key={id}>
                    <dt>{listed ? listed.title : title}</dt>
                    <dd>
                      <Keys of={listed ? listed.keys : keys} />
                    </dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  );
}
