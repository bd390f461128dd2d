import { EventEmitter } from 'node:events';
import type { Page } from '@playwright/test';
import { app, preventable } from './app.ts';
import { openPage, shutDownBrowser } from './chromium-page.ts';
import { targetOf } from './chromium.ts';
import { invoke } from './ipc.ts';
import { toAppUrl, toPageUrl } from './protocol.ts';
import { record } from './record.ts';

type Options = Record<string, unknown> & {
  width?: number;
  height?: number;
  x?: number;
  y?: number;
  webPreferences?: Record<string, unknown> & { preload?: string };
};

/** Values of webPreferences that Electron's checklist forbids. */
const insecure: Record<string, unknown> = {
  sandbox: false,
  contextIsolation: false,
  nodeIntegration: true,
  nodeIntegrationInWorker: true,
  nodeIntegrationInSubFrames: true,
  webSecurity: false,
  allowRunningInsecureContent: true,
  experimentalFeatures: true,
  webviewTag: true,
};

export class WebContents extends EventEmitter {
  windowOpen: ((details: { url: string }) => { action: string }) | null = null;
  private readonly page: Promise<Page>;
  private url = '';
  /** Set while the application itself loads something; such loads are not asked about. */
  private loading = false;

  constructor(options: Options) {
    super();
    const { width = 800, height = 600, webPreferences = {} } = options;
    this.page = openPage({ width, height }, webPreferences.preload, {
      invoke: (frame, channel, args) => invoke(this, frame, channel, args),
      mayNavigate: (url, isMainFrame) => this.loading || this.mayNavigate(url, isMainFrame),
      popup: (url) => record.popups.push({ url, action: this.windowOpen?.({ url }).action ?? 'allow' }),
      closed: () => this.emit('destroyed'),
    });
    app.emit('web-contents-created', {}, this);
  }

  /** Asks the guards in Electron's order. */
  mayNavigate(url: string, isMainFrame: boolean): boolean {
    const names = isMainFrame ? ['will-frame-navigate', 'will-navigate'] : ['will-frame-navigate'];
    return names.every((name) => this.asks(name, { url, isMainFrame }));
  }
  /** @returns false when a listener prevented it */
  asks(name: string, fields: object): boolean {
    const event = preventable(fields);
    this.emit(name, event);
    return !event.defaultPrevented;
  }
  setWindowOpenHandler(handler: (details: { url: string }) => { action: string }): void {
    this.windowOpen = handler;
  }
  getURL(): string {
    return this.url;
  }
  async target(): Promise<string> {
    return targetOf(await this.page);
  }
  isDestroyed(): boolean {
    return this.listenerCount('destroyed') === 0;
  }
  send(channel: string, ...args: unknown[]): void {
    const message = { channel, args: structuredClone(args) };
    const deliver = async () =>
      (await this.page).evaluate(({ channel: name, args: values }) => {
        const send: unknown = Reflect.get(window, '__standInSend');
        if (typeof send === 'function') Reflect.apply(send, window, [name, values]);
      }, message);
    // A page that is being loaded or closed misses it, as in Electron.
    deliver().catch(() => {});
  }
  async load(url: string): Promise<void> {
    await this.byApplication((page) => page.goto(toPageUrl(url), { waitUntil: 'load' }));
  }
  reload(): void {
    void this.byApplication((page) => page.reload({ waitUntil: 'load' }));
  }
  private async byApplication(navigate: (page: Page) => Promise<unknown>): Promise<void> {
    const page = await this.page;
    this.loading = true;
    try {
      await navigate(page);
      this.url = toAppUrl(page.url());
    } finally {
      this.loading = false;
    }
  }
  async close(): Promise<void> {
    await (await this.page).close();
  }
}

export class BrowserWindow extends EventEmitter {
  static readonly all = new Set<BrowserWindow>();
  static getAllWindows(): BrowserWindow[] {
    return [...BrowserWindow.all];
  }

  readonly webContents: WebContents;
  private readonly bounds: { x: number; y: number; width: number; height: number };
  private maximized = false;

  constructor(options: Options = {}) {
    super();
    app.requireReady('BrowserWindow');
    const { webPreferences = {}, width = 800, height = 600, x = 0, y = 0 } = options;
    for (const [name, value] of Object.entries(insecure)) {
      if (webPreferences[name] === value) throw new Error(`insecure webPreferences: ${name} is ${String(value)}`);
    }
    record.windows.push({ webPreferences, options: JSON.parse(JSON.stringify(options)) as Record<string, unknown> });
    this.bounds = { x, y, width, height };
    BrowserWindow.all.add(this);
    this.webContents = new WebContents(options);
    this.webContents.once('destroyed', () => this.ended());
  }

  async loadURL(url: string): Promise<void> {
    const isFirst = this.webContents.getURL() === '';
    await this.webContents.load(url);
    if (isFirst) this.emit('ready-to-show');
  }
  /** Asks, then closes. @returns whether it closed */
  async tryClose(): Promise<boolean> {
    const event = preventable({});
    this.emit('close', event);
    if (event.defaultPrevented) return false;
    await this.webContents.close();
    return true;
  }
  close(): void {
    void this.tryClose();
  }
  isDestroyed(): boolean {
    return !BrowserWindow.all.has(this);
  }
  getNormalBounds() {
    return this.bounds;
  }
  maximize(): void {
    this.maximized = true;
  }
  isMaximized(): boolean {
    return this.maximized;
  }
  isMinimized(): boolean {
    return false;
  }
  restore(): void {}
  show(): void {}
  focus(): void {
    record.focused += 1;
  }
  private ended(): void {
    BrowserWindow.all.delete(this);
    this.emit('closed');
    if (BrowserWindow.all.size === 0) app.emit('window-all-closed');
  }
}

app.windows = {
  closeAll: async () => {
    const closed = await Promise.all(BrowserWindow.getAllWindows().map((window) => window.tryClose()));
    return closed.every(Boolean);
  },
  shutDown: shutDownBrowser,
};
