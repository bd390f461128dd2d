import { answers, record } from './record.ts';

type MessageOptions = { buttons?: string[]; cancelId?: number };
type MenuItem = { label?: string; role?: string; submenu?: MenuItem[]; click?: () => void };

function ask(kind: string, options: MessageOptions): { response: number; checkboxChecked: boolean } {
  record.dialogs.push({ kind, options });
  return { response: answers.shift() ?? options.cancelId ?? 0, checkboxChecked: false };
}

export const dialog = {
  /** With or without a window as the first argument. */
  showMessageBox: async (...given: unknown[]) => ask('message', given.at(-1) as MessageOptions),
  showErrorBox: (title: string, content: string) =>
    void record.dialogs.push({ kind: 'error', options: { title, content } }),
};

const labelsOf = (items: MenuItem[]): string[] =>
  items.flatMap((item) => [item.label ?? item.role ?? '', ...labelsOf(item.submenu ?? [])]);

let items: MenuItem[] = [];

export const Menu = {
  buildFromTemplate: (template: MenuItem[]) => template,
  setApplicationMenu(template: MenuItem[]): void {
    items = template;
    record.menu = labelsOf(template);
  },
};

/** Chooses an item of the menu by its label. */
export function chooseFromMenu(label: string): void {
  const all = (list: MenuItem[]): MenuItem[] => list.flatMap((item) => [item, ...all(item.submenu ?? [])]);
  const found = all(items).find((item) => item.label === label);
  if (!found?.click) throw new Error(`The menu has no item "${label}".`);
  found.click();
}

export const shell = {
  openExternal: async (url: string) => void record.opened.push(url),
  openPath: async (path: string) => {
    record.opened.push(path);
    return '';
  },
  showItemInFolder: (path: string) => void record.opened.push(path),
};

const workArea = { x: 0, y: 0, width: 1920, height: 1040 };

export const screen = { getAllDisplays: () => [{ bounds: { ...workArea, height: 1080 }, workArea }] };

export const nativeTheme = { shouldUseDarkColors: false };
