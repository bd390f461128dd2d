import { useCallback, useEffect, useRef, useState } from 'react';
import { Outlet, useLocation } from '@tanstack/react-router';
import { Palette } from '../commands/palette.tsx';
import { ShortcutSheet } from '../commands/shortcut-sheet.tsx';
import { useCommandKeys } from '../commands/use-command-keys.ts';
import { useKind } from '../core/kind.ts';
import { recordEvent } from '../core/happenings.ts';
import { useEvent } from '../core/use-event.ts';
import { useStored } from '../core/stored-state.ts';
import { useLiveCache } from '../core/use-live-cache.ts';
import { FileDrop } from '../parts/file-drop/file-drop.tsx';
import { PromoteDialog } from '../parts/promote/promote-dialog.tsx';
import { Drawer } from './drawer/drawer.tsx';
import { InspectorPane } from './inspector-pane.tsx';
import { useKindCommands } from './kind-switch.tsx';
import { Rail } from './rail.tsx';
import { useServingCommands } from './serving-commands.tsx';
import { SettingsDialog } from './settings-dialog.tsx';
import { useShellCommands } from './shell-commands.tsx';
import { StatusBar } from './status-bar.tsx';
import { useTabCommands } from './tab-commands.ts';
import { TabStrip } from './tabs/tab-strip.tsx';
import { useTabsFollow } from './tabs/use-tabs.ts';
import { useUndoCommands } from './undo-commands.tsx';
import { useAskedCommands } from './use-asked-commands.ts';
import './shell.css';

/** The frame around every page. */
export function Shell() {
  const kind = useKind();
  const [folded, setFolded] = useStored('rail-folded', false);
  const [singleKeys, setSingleKeys] = useStored('single-keys', true);
  const [isSheetOpen, setSheetOpen] = useState(false);
  const openSheet = useCallback(() => setSheetOpen(true), []);
  const [areSettingsOpen, setSettingsOpen] = useState(false);
  const openSettings = useCallback(() => setSettingsOpen(true), []);
  const main = useRef<HTMLElement>(null);
  useLiveCache();
  useEvent(recordEvent);
  useTabsFollow();
  useShellCommands({ openShortcuts: openSheet, openSettings });
  useTabCommands();
  useUndoCommands();
  useAskedCommands();
  useServingCommands();
  useKindCommands();
  useCommandKeys(singleKeys);
  useFocusOnArrival(main);
  return (
    <div className="shell">
      <a className="skip" href="#main" onClick={(event) => focusMain(event, main.current)}>
        Skip to the page
      </a>
      <Rail folded={folded} onFold={setFolded} onSettings={openSettings} />
      <TabStrip />
      <main className="shell-main" id="main" tabIndex={-1} ref={main}>
        <Outlet key={kind} />
      </main>
      <InspectorPane />
      <Drawer />
      <StatusBar onShortcuts={openSheet} onAbout={openSettings} />
      <Palette />
      <PromoteDialog />
      <FileDrop />
      <ShortcutSheet opened={isSheetOpen} onClose={() => setSheetOpen(false)} />
      <SettingsDialog
        opened={areSettingsOpen}
        onClose={() => setSettingsOpen(false)}
        singleKeys={singleKeys}
        onSingleKeys={setSingleKeys}
      />
    </div>
  );
}

/** The hash belongs to the router, so the link moves the focus itself. */
function focusMain(event: React.MouseEvent, main: HTMLElement | null): void {
  event.preventDefault();
  main?.focus();
}

/** A new page takes the focus, so that the keyboard and a screen reader arrive with the eyes; a page may take it further. */
function useFocusOnArrival(main: React.RefObject<HTMLElement | null>): void {
  const page = useLocation({ select: ({ pathname }) => pathname.split('/').slice(0, 3).join('/') });
  const previous = useRef(page);
  useEffect(() => {
    if (previous.current === page) return;
    previous.current = page;
    if (!main.current?.contains(document.activeElement)) main.current?.focus({ preventScroll: true });
    main.current?.scrollTo({ top: 0 });
  }, [page, main]);
}
