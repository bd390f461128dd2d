import { app } from './app.ts';

type Ask = (contents: unknown, permission: string, answer: (granted: boolean) => void, details: object) => void;
type Check = (contents: unknown, permission: string, origin: string, details: object) => boolean;
type Device = (details: { deviceType: string; origin: string }) => boolean;
type Display = (request: unknown, answer: (streams: object) => void) => void;

/** The one session; without a handler Electron grants nearly everything, and so does this. */
class Session {
  ask: Ask | null = null;
  check: Check | null = null;
  device: Device | null = null;
  display: Display | null = null;
  setPermissionRequestHandler(handler: Ask): void {
    this.ask = handler;
  }
  setPermissionCheckHandler(handler: Check): void {
    this.check = handler;
  }
  setDevicePermissionHandler(handler: Device): void {
    this.device = handler;
  }
  setDisplayMediaRequestHandler(handler: Display): void {
    this.display = handler;
  }
}

const defaultSession = new Session();

export const session = {
  get defaultSession(): Session {
    app.requireReady('session.defaultSession');
    return defaultSession;
  },
};

/** What the application answers when this page content wants a permission. */
export async function permissionsOf(contents: unknown, permission: string, isMainFrame: boolean) {
  const { ask, check, device, display } = defaultSession;
  const details = { isMainFrame, requestingUrl: '' };
  const requested = await new Promise<boolean>((resolve) => {
    if (ask) ask(contents, permission, resolve, details);
    else resolve(true);
  });
  const screen = await new Promise<boolean>((resolve) => {
    if (display) display({}, (streams) => resolve(Object.keys(streams).length > 0));
    else resolve(true);
  });
  return {
    requested,
    checked: check ? check(contents, permission, '', details) : true,
    device: device ? device({ deviceType: 'usb', origin: '' }) : true,
    screen,
  };
}
