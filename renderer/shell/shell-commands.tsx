import { useMemo, type ReactNode } from 'react';
import { useMantineColorScheme } from '@mantine/core';
import {
  IconDatabasePlus,
  IconDeviceDesktop,
  IconKeyboard,
  IconLayoutBottombar,
  IconLayoutSidebarRight,
  IconMoon,
  IconPlugConnected,
  IconSearch,
  IconSettings,
  IconSun,
} from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import type { Kind } from '#shared/domain/kind.ts';
import { helpCommands, newCommands, viewCommands } from '#shared/domain/workbench-command.ts';
import type { Command } from '../commands/command.ts';
import { openPalette } from '../commands/palette-store.ts';
import { useCommands } from '../commands/registry.ts';
import { useKind } from '../core/kind.ts';
import type { DataSearch } from '../pages/data/data-search.ts';
import { useDrawer } from './drawer/drawer-store.ts';
import { useInspectorOpen } from './inspector-pane.tsx';
import { allPlaces, placesOf } from './places.tsx';

const size = { size: 16, stroke: 1.7, 'aria-hidden': true } as const;

type Openers = { openShortcuts: () => void; openSettings: () => void };

/** The commands that work on every page. */
export function useShellCommands({ openShortcuts, openSettings }: Openers): void {
  const navigate = useNavigate();
  const kind = useKind();
  const { setColorScheme } = useMantineColorScheme();
  const [, setDrawer] = useDrawer();
  const [, setInspector] = useInspectorOpen();
  const commands = useMemo<Command[]>(() => {
    const run: Record<(typeof viewCommands)[number]['id'], () => void> = {
      palette: openPalette,
      drawer: () => setDrawer((part) => (part === null ? 'jobs' : null)),
      inspector: () => setInspector((isOpen) => !isOpen),
      settings: openSettings,
      'theme.auto': () => setColorScheme('auto'),
      'theme.light': () => setColorScheme('light'),
      'theme.dark': () => setColorScheme('dark'),
    };
    return [
      ...allPlaces.map(({ to, title, keys, icon: Icon }): Command => {
        // The application's menu has them all; a page of the other kind turns the workbench to it.
        const fits = placesOf(kind).some((place) => place.to === to);
        return {
          id: `go.${title}`,
          title,
          group: 'Go to',
          ...(fits ? { keys } : { hidden: true }),
          keywords: 'go open page',
          icon: <Icon {...size} />,
          run: () => void navigate({ to }),
        };
      }),
      ...newCommands.map((command): Command => ({
        ...command,
        group: 'Data',
        ...newThings[command.id],
        run: () => void navigate({ to: '/data', search: newThings[command.id].search(kind) }),
      })),
      ...viewCommands.map((command): Command => ({
        ...command,
        group: 'View',
        keywords: viewWords[command.id],
        hidden: command.id === 'palette',
        icon: viewIcons[command.id],
        run: run[command.id],
      })),
      ...helpCommands.map((command): Command => ({
        ...command,
        group: 'Help',
        icon: <IconKeyboard {...size} />,
        run: openShortcuts,
      })),
    ];
  }, [kind, navigate, setColorScheme, setDrawer, setInspector, openShortcuts, openSettings]);
  useCommands(commands);
}

const newThings: Record<
  (typeof newCommands)[number]['id'],
  { keywords: string; icon: ReactNode; search(kind: Kind): DataSearch }
> = {
  'new.dataset': {
    keywords: 'create import read file csv parquet',
    icon: <IconDatabasePlus {...size} />,
    search: (kind) => ({ create: kind === 'recommender' ? 'file' : 'samples' }),
  },
  'new.connection': {
    keywords: 'create postgres database connect',
    icon: <IconPlugConnected {...size} />,
    search: () => ({ connection: 'new' }),
  },
};
const theme = 'colour scheme appearance';
const viewWords: Record<(typeof viewCommands)[number]['id'], string> = {
  palette: '',
  drawer: 'progress messages',
  inspector: 'details selection panel',
  settings: 'preferences theme keys about version folder',
  'theme.auto': theme,
  'theme.light': theme,
  'theme.dark': theme,
};
const viewIcons: Record<(typeof viewCommands)[number]['id'], ReactNode> = {
  palette: <IconSearch {...size} />,
  drawer: <IconLayoutBottombar {...size} />,
  inspector: <IconLayoutSidebarRight {...size} />,
  settings: <IconSettings {...size} />,
  'theme.auto': <IconDeviceDesktop {...size} />,
  'theme.light': <IconSun {...size} />,
  'theme.dark': <IconMoon {...size} />,
};
