/** The desktop application. Nothing here may `await` at the top level: Electron becomes ready only once this module has run. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { app, dialog, protocol, session, type BrowserWindow } from 'electron';
import { createCore } from '#runs/core.ts';
import { dataFolder } from '../core-config.ts';
import { openLog } from '../log.ts';
import { workbenchConfig } from '../workbench-config.ts';
import { rendererRoot } from '../renderer-root.ts';
import { appScheme } from './app-origin.ts';
import { routeOfArguments, routeOfLink } from './deep-link.ts';
import { connectIpc, tellPages } from './ipc.ts';
import { keychainSecrets } from './keychain-secrets.ts';
import { launchApi } from './launch-api.ts';
import { setMenu } from './menu.ts';
import { createPageProtocol } from './page-protocol.ts';
import { guardQuit } from './quit.ts';
import { denyPermissions, guardContents } from './security.ts';
import { focusWindow, openWindow, showRoute } from './window.ts';

const home = dataFolder();
/** Where a link asked to go before there was a window. */
let wantedRoute = routeOfArguments(process.argv);
let window: BrowserWindow | null = null;

function prepare(): boolean {
  // The window's own files (its place, Chromium's profile) belong to the data folder: two folders are two applications.
  const profile = join(home, 'electron');
  mkdirSync(profile, { recursive: true });
  app.setPath('userData', profile);
  app.enableSandbox();
  protocol.registerSchemesAsPrivileged([
    { scheme: appScheme, privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } },
  ]);
  if (app.isPackaged) app.setAsDefaultProtocolClient('kindred');
  return app.requestSingleInstanceLock();
}

async function open(): Promise<void> {
  const log = openLog(home);
  process.on('uncaughtExceptionMonitor', (error) => log.error(error, 'Nobody foresaw this error'));
  const secrets = keychainSecrets(join(home, 'secrets', 'keychain.json'));
  const core = await createCore({ ...workbenchConfig(home, log, launchApi), secrets });
  const devServer = app.isPackaged ? null : (process.env['ELECTRON_RENDERER_URL'] ?? null);
  denyPermissions(session.defaultSession);
  protocol.handle(appScheme, createPageProtocol({ bytes: core.bytes, upload: core.upload, rendererRoot, devServer }));
  connectIpc(core, log);
  setMenu({ home, ask: (id) => tellPages({ type: 'command.asked', id }) });
  window = openWindow(wantedRoute ?? '/');
  guardQuit(core, window, log);
}

/** To the front, and to a route where one is given. */
function show(route: string | null): void {
  if (!window || window.isDestroyed()) wantedRoute = route ?? wantedRoute;
  else {
    if (route !== null) showRoute(window, route);
    focusWindow(window);
  }
}

function fail(error: unknown): void {
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`Kindred could not start: ${message}\n`);
  dialog.showErrorBox('Kindred could not start', message);
  app.exit(1);
}

function start(): void {
  // Another Kindred has this data folder open in a window: it comes to the front, this one ends.
  if (!prepare()) return app.quit();
  guardContents();
  app.on('second-instance', (_, argv) => show(routeOfArguments(argv)));
  app.on('open-url', (event, link) => {
    event.preventDefault();
    show(routeOfLink(link));
  });
  app.on('window-all-closed', () => app.quit());
  app.whenReady().then(open).catch(fail);
}

try {
  start();
} catch (error) {
  fail(error);
}
