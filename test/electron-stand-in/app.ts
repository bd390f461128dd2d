import { EventEmitter } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { record } from './record.ts';

/** An event whose default can be prevented, as Electron hands to listeners. */
export function preventable<T extends object>(fields: T): T & { defaultPrevented: boolean; preventDefault(): void } {
  const event = { ...fields, defaultPrevented: false, preventDefault: () => void (event.defaultPrevented = true) };
  return event;
}

/** What the windows let the application do; set by their module, which needs `app` itself. */
type Windows = { closeAll(): Promise<boolean>; shutDown(): Promise<void> };

class App extends EventEmitter {
  isPackaged = false;
  isReady = false;
  windows: Windows = { closeAll: async () => true, shutDown: async () => {} };
  readonly paths = new Map<string, string>();
  readonly ready = Promise.withResolvers<void>();

  whenReady(): Promise<void> {
    return this.ready.promise;
  }
  requireReady(what: string): void {
    if (!this.isReady) throw new Error(`${what} cannot be used before the app is ready`);
  }
  forbidReady(what: string): void {
    if (this.isReady) throw new Error(`${what} must be called before the app is ready`);
  }
  getPath(name: string): string {
    return this.paths.get(name) ?? join(tmpdir(), `kindred-stand-in-${name}`);
  }
  setPath(name: string, path: string): void {
    this.paths.set(name, path);
    if (name === 'userData') record.userData = path;
  }
  getAppPath(): string {
    return process.cwd();
  }
  enableSandbox(): void {
    this.forbidReady('app.enableSandbox()');
    record.sandboxEnabled = true;
  }
  requestSingleInstanceLock(): boolean {
    return process.env['KINDRED_STAND_IN_LOCK'] !== 'taken';
  }
  setAsDefaultProtocolClient(): boolean {
    return true;
  }

  /** before-quit, then every window's close, then will-quit and quit; any of the first two may keep the application open. */
  quit(): void {
    const event = preventable({});
    this.emit('before-quit', event);
    if (event.defaultPrevented) return;
    void this.windows.closeAll().then((closed) => {
      if (closed) void this.end(0);
    });
  }
  exit(code = 0): void {
    void this.end(code);
  }

  private async end(code: number): Promise<void> {
    this.emit('will-quit', preventable({}));
    await this.windows.shutDown();
    this.emit('quit', {}, code);
    process.exit(code);
  }
}

export const app = new App();

/** Called once the entry module has run to its end. */
export function entryEvaluated(): void {
  setImmediate(() => {
    app.isReady = true;
    app.ready.resolve();
    app.emit('ready', {});
  });
}
