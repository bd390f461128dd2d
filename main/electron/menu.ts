import { app, Menu, shell, type MenuItemConstructorOptions } from 'electron';
import { logFile } from '../log.ts';

type MenuContext = {
  home: string;
  /** Goes to a route of the page. */
  show(route: string): void;
};

const separator: MenuItemConstructorOptions = { type: 'separator' };

/** The application's menu. */
export function setMenu({ home, show }: MenuContext): void {
  const isMac = process.platform === 'darwin';
  const go = (label: string, route: string, key: string): MenuItemConstructorOptions => ({
    label,
    accelerator: `CmdOrCtrl+${key}`,
    click: () => show(route),
  });
  const template: MenuItemConstructorOptions[] = [
    ...(isMac ? [{ role: 'appMenu' } satisfies MenuItemConstructorOptions] : []),
    {
      label: 'File',
      submenu: [
        { label: 'Open data folder', click: () => void shell.openPath(home) },
        { label: 'Show log file', click: () => shell.showItemInFolder(logFile(home)) },
        separator,
        { role: isMac ? 'close' : 'quit' },
      ],
    },
    { role: 'editMenu' },
    {
      label: 'View',
      submenu: [
        { role: 'reload' },
        ...(app.isPackaged ? [] : [{ role: 'toggleDevTools' } satisfies MenuItemConstructorOptions]),
        separator,
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        separator,
        { role: 'togglefullscreen' },
      ],
    },
    {
      label: 'Go',
      submenu: [go('Home', '/', '1'), go('Data', '/data', '2'), go('Train', '/train', '3'), go('Runs', '/runs', '4')],
    },
    { role: 'windowMenu' },
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
