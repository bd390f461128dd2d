/** All that the application did which a test may ask about; plain data, so that it can leave the process. */
export const record = {
  sandboxEnabled: false,
  userData: null as string | null,
  schemes: [] as { scheme: string; privileges?: Record<string, boolean> }[],
  handledSchemes: [] as string[],
  ipcChannels: [] as string[],
  windows: [] as { webPreferences: Record<string, unknown>; options: Record<string, unknown> }[],
  menu: [] as string[],
  dialogs: [] as { kind: string; options: unknown }[],
  /** Addresses that the application handed to the system. */
  opened: [] as string[],
  /** Requests of the page that left its origin; a workbench makes none. */
  outside: [] as string[],
  /** Windows that the page wanted to open, and what the application said; none is ever opened here. */
  popups: [] as { url: string; action: string }[],
  focused: 0,
};

/** What the next dialogs answer; the button that stands for "cancel" where nothing was said. */
export const answers: number[] = [];
