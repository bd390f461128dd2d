import { join } from 'node:path';
import { BrowserWindow, nativeTheme } from 'electron';
import { appRoot } from '../app-root.ts';
import { appPage } from './app-origin.ts';
import { reloadAfterCrash } from './crash-reload.ts';
import { securePreferences } from './security.ts';
import { keepWindowState, readWindowState } from './window-state.ts';

/** The colours of the page's background, so that a window that is about to be painted does not flash. */
const background = { dark: '#1a1b1e', light: '#ffffff' };

/**
 * Opens the window of the workbench where it was last.
 * @param route  what follows the `#`, such as `/runs/42`
 */
export function openWindow(route = '/'): BrowserWindow {
  const state = readWindowState();
  const window = new BrowserWindow({
    ...(state?.bounds ?? { width: 1440, height: 900 }),
    minWidth: 720,
    minHeight: 480,
    show: false,
    title: 'Kindred',
    backgroundColor: nativeTheme.shouldUseDarkColors ? background.dark : background.light,
    webPreferences: { ...securePreferences, preload: join(appRoot, 'out', 'preload', 'index.cjs') },
  });
  keepWindowState(window);
  reloadAfterCrash(window);
  window.once('ready-to-show', () => {
    if (state?.maximized) window.maximize();
    window.show();
  });
  showRoute(window, route);
  return window;
}

/** Goes to a route of the page; where the page is there already only its part after the `#` changes. */
export function showRoute(window: BrowserWindow, route: string): void {
  // A load that another one overtakes is rejected; that is no failure.
  window.loadURL(`${appPage}#${route}`).catch(() => {});
}

/** To the front, from wherever it was. */
export function focusWindow(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}
