/** A command that works on every page. The page runs it by its id; the application's menu, where there is one, offers it too. */
export type WorkbenchCommand = {
  id: string;
  title: string;
  /** In the page's notation: `g r`, `mod+K`. */
  keys?: string;
  /** In Electron's notation; keys that a browser keeps for itself work only there. */
  accelerator?: string;
};

/** Where one can go, in the order of work. */
export const places = [
  { to: '/', title: 'Home', keys: 'g h' },
  { to: '/data', title: 'Data', keys: 'g d' },
  { to: '/studio', title: 'Studio', keys: 'g s' },
  { to: '/train', title: 'Train', keys: 'g t' },
  { to: '/runs', title: 'Runs', keys: 'g r' },
  { to: '/compare', title: 'Compare', keys: 'g c' },
  { to: '/users', title: 'Users', keys: 'g u' },
  { to: '/serving', title: 'Serving', keys: 'g v' },
] as const;

export const placeCommands: readonly WorkbenchCommand[] = places.map(({ title, keys }) => ({
  id: `go.${title}`,
  title,
  keys,
}));

/** What one can begin from anywhere. */
export const newCommands = [
  { id: 'new.dataset', title: 'New dataset' },
  { id: 'new.connection', title: 'New connection' },
] as const satisfies readonly WorkbenchCommand[];

export const viewCommands = [
  { id: 'palette', title: 'Search and commands', keys: 'mod+K', accelerator: 'CmdOrCtrl+K' },
  { id: 'drawer', title: 'Jobs, log and notifications', keys: 'mod+J', accelerator: 'CmdOrCtrl+J' },
  { id: 'inspector', title: 'Inspector', keys: 'i' },
  { id: 'settings', title: 'Settings', keys: 'mod+,', accelerator: 'CmdOrCtrl+,' },
  { id: 'theme.auto', title: 'Theme: as the system' },
  { id: 'theme.light', title: 'Theme: light' },
  { id: 'theme.dark', title: 'Theme: dark' },
] as const satisfies readonly WorkbenchCommand[];

export const undoCommands = [
  { id: 'undo', title: 'Undo', keys: 'mod+Z', accelerator: 'CmdOrCtrl+Z' },
  { id: 'redo', title: 'Redo', keys: 'mod+Y', accelerator: 'CmdOrCtrl+Y' },
] as const satisfies readonly WorkbenchCommand[];

export const tabCommands = [
  { id: 'tab.keep', title: 'Keep this tab', keys: 'g k' },
  { id: 'tab.close', title: 'Close this tab', keys: 'g w', accelerator: 'CmdOrCtrl+W' },
  { id: 'tab.reopen', title: 'Open the closed tab again', keys: 'g z', accelerator: 'CmdOrCtrl+Shift+T' },
  { id: 'tab.next', title: 'Next tab', keys: 'g n', accelerator: 'CmdOrCtrl+PageDown' },
  { id: 'tab.previous', title: 'Previous tab', keys: 'g p', accelerator: 'CmdOrCtrl+PageUp' },
] as const satisfies readonly WorkbenchCommand[];

/** `tab.1` to `tab.9`, counted from the left. */
export const tabByNumber = Array.from({ length: 9 }, (_, index) => ({
  id: `tab.${index + 1}`,
  title: `Tab ${index + 1}`,
  keys: `g ${index + 1}`,
  accelerator: `CmdOrCtrl+${index + 1}`,
})) satisfies readonly WorkbenchCommand[];

export const helpCommands = [
  { id: 'shortcuts', title: 'Keyboard shortcuts', keys: '?' },
] as const satisfies readonly WorkbenchCommand[];
