import type { Transport } from '#shared/api/rpc.ts';
import { createElectronTransport } from './electron-transport.ts';
import { openSession, type Session } from './session.ts';
import { createWebSession } from './web-session.ts';
import { createWebTransport, exchangeCode } from './web-transport.ts';

/** The host this page runs in. Nothing else in the renderer asks which one it is, but for words such as "window" and "tab". */
export type PageHost = { kind: 'electron' | 'web'; transport: Transport; session: Session };

/** Chosen by the bridge that the desktop application's preload script leaves, never by guessing from the address. */
export function pickHost(page: Window): PageHost {
  if (page.kindred) {
    return { kind: 'electron', transport: createElectronTransport(page.kindred), session: openSession };
  }
  const base = new URL('./', page.location.href).href;
  const session = createWebSession(page, (code) => exchangeCode(base, code));
  return { kind: 'web', transport: createWebTransport(base, session), session };
}

/** Picked once, when the page starts. */
export const pageHost: PageHost = pickHost(window);
export const { transport, session } = pageHost;
