import { app, type BrowserWindowConstructorOptions, type Session, type WebContents } from 'electron';
import { isAppPage, isAppUrl } from './app-origin.ts';

/** What a window's page may do: nothing but be a page. Said in full, though most of it is Electron's default. */
export const securePreferences: NonNullable<BrowserWindowConstructorOptions['webPreferences']> = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  webviewTag: false,
  navigateOnDragDrop: false,
  // Its dictionaries would come from the network.
  spellcheck: false,
};

/** Text that the person copies by a click, never what is in the clipboard. Camera, place, devices and the rest stay closed. */
const grantable = new Set(['clipboard-sanitized-write']);

/** Answers every question for a permission with no, but for the page's own "Copy" buttons. */
export function denyPermissions(session: Session): void {
  session.setPermissionRequestHandler((contents, permission, answer, { isMainFrame }) => {
    answer(grantable.has(permission) && isMainFrame && isAppUrl(contents.getURL()));
  });
  session.setPermissionCheckHandler((contents, permission, _origin, { isMainFrame }) => {
    return grantable.has(permission) && isMainFrame && contents !== null && isAppUrl(contents.getURL());
  });
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, answer) => answer({}));
}

/** Whatever page content comes to be, it stays on our page: no webview, no other window, no way out. */
export function guardContents(): void {
  app.on('web-contents-created', (_, contents) => {
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
    guardNavigation(contents);
  });
}

function guardNavigation(contents: WebContents): void {
  const stay = (event: { url: string; preventDefault(): void }) => {
    if (!isAppPage(event.url)) event.preventDefault();
  };
  contents.on('will-navigate', stay);
  contents.on('will-redirect', stay);
  contents.on('will-frame-navigate', stay);
}
