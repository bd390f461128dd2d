import { ActionIcon, Menu, useMantineColorScheme } from '@mantine/core';
import { schemes } from './shell-commands.tsx';

/** System, light or dark. */
export function ThemeMenu() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const current = schemes.find((entry) => entry.scheme === colorScheme) ?? schemes[0];
  return (
    <Menu position="top-end" withinPortal>
      <Menu.Target>
        <ActionIcon size={24} aria-label={`${current.title}. Change`}>
          {current.icon}
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {schemes.map(({ scheme, title, icon }) => (
          <Menu.Item
            key={scheme}
            leftSection={icon}
            onClick={() => setColorScheme(scheme)}
            {...(scheme === colorScheme ? { 'aria-current': true } : {})}
          >
            {title}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
