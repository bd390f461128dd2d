import { useMemo } from 'react';
import { useMantineColorScheme } from '@mantine/core';
import { IconDeviceDesktop, IconKeyboard, IconMoon, IconSearch, IconSun } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import type { Command } from '../commands/command.ts';
import { openPalette } from '../commands/palette-store.ts';
import { useCommands } from '../commands/registry.ts';
import { places } from './places.tsx';

const size = { size: 16, stroke: 1.7, 'aria-hidden': true } as const;

/** The commands that work on every page. */
export function useShellCommands(openShortcuts: () => void): void {
  const navigate = useNavigate();
  const { setColorScheme } = useMantineColorScheme();
  const commands = useMemo<Command[]>(
    () => [
      ...places.map(({ to, title, keys, icon: Icon }): Command => ({
        id: `go.${title}`,
        title,
        group: 'Go to',
        keys: `g ${keys}`,
        keywords: 'go open page',
        icon: <Icon {...size} />,
        run: () => void navigate({ to }),
      })),
      {
        id: 'palette',
        title: 'Search and commands',
        group: 'Help',
        keys: 'mod+K',
        hidden: true,
        icon: <IconSearch {...size} />,
        run: openPalette,
      },
      {
        id: 'shortcuts',
        title: 'Keyboard shortcuts',
        group: 'Help',
        keys: '?',
        icon: <IconKeyboard {...size} />,
        run: openShortcuts,
      },
      ...schemes.map(({ scheme, title, icon }): Command => ({
        id: `theme.${scheme}`,
        title,
        group: 'View',
        keywords: 'theme colour scheme appearance',
        icon,
        run: () => setColorScheme(scheme),
      })),
    ],
    [navigate, setColorScheme, openShortcuts],
  );
  useCommands(commands);
}

/** The looks one can choose. */
export const schemes = [
  { scheme: 'auto', title: 'Theme: as the system', icon: <IconDeviceDesktop {...size} /> },
  { scheme: 'light', title: 'Theme: light', icon: <IconSun {...size} /> },
  { scheme: 'dark', title: 'Theme: dark', icon: <IconMoon {...size} /> },
] as const;
