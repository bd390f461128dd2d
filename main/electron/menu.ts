import { app, Menu, shell, type MenuItemConstructorOptions } from 'electron';
import {
  helpCommands,
  newCommands,
  placeCommands,
  tabByNumber,
  tabCommands,
  viewCommands,
  type WorkbenchCommand,
} from '#shared/domain/workbench-command.ts';
import { logFile } from '../log.ts';

type MenuContext = {
  home: string;
  /** Has the page run one of its commands. */
  ask(id: string): void;
};

const separator: MenuItemConstructorOptions = { type: 'separator' };

/** The application's menu: its own items, and the page's commands that work everywhere. */
export function setMenu({ home, ask }: MenuContext): void {
  const isMac = process.platform === 'darwin';
  const offer = ({ id, title, accelerator }: WorkbenchCommand): MenuItemConstructorOptions => ({
    label: title,
    ...(accelerator !== undefined && { accelerator }),
    click: () => ask(id),
  });
  const template: MenuItemConstructorOptions[] = [
    ...(isMac ? [{ role: 'appMenu' } satisfies MenuItemConstructorOptions] : []),
    {
      label: 'File',
      submenu: [
        ...newCommands.map(offer),
        separator,
        { label: 'Open data folder', click: () => void shell.openPath(home) },
        { label: 'Show log file', click: () => shell.showItemInFolder(logFile(home)) },
        separator,
        ...(isMac ? [] : [{ role: 'quit' } satisfies MenuItemConstructorOptions]),
      ],
    },
    { role: 'editMenu' },
    {
      label: 'View',
      submenu: [
        ...viewCommands.map(offer),
        separator,
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
    { label: 'Go', submenu: [...placeCommands.map(offer), separator, ...tabByNumber.map(offer)] },
    { label: 'Tab', submenu: tabCommands.map(offer) },
    { role: 'windowMenu' },
    { role: 'help', submenu: helpCommands.map(offer) },
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
