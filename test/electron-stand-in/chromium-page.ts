import { readFileSync } from 'node:fs';
import { chromium, type Browser, type BrowserContext, type Page, type Request, type Route } from '@playwright/test';
import { launchChromium } from './chromium.ts';
import { answerAppRequest, toAppUrl } from './protocol.ts';
import { preloadScript } from './preload-script.ts';
import { record } from './record.ts';
import type { InvokeReply } from './ipc.ts';

let browser: Promise<Browser> | null = null;

/** The Chromium at KINDRED_CDP_ADDRESS, which starts share; else one of this application's own. Used from the first window on. */
function findChromium(): Promise<Browser> {
  const address = process.env['KINDRED_CDP_ADDRESS'];
  browser ??=
    address === undefined
      ? // Signals belong to the application, which closes its windows itself.
        launchChromium({ handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false })
      : chromium.connectOverCDP(address);
  return browser;
}

/** Ends the application's own Chromium, or its windows in the one that is shared. */
export async function shutDownBrowser(): Promise<void> {
  await (await browser)?.close();
}

export type PageFrame = { url: string; parent: PageFrame | null };

/** What happens in a page that its window has to know. */
export type PageOwner = {
  invoke(frame: PageFrame, channel: string, args: unknown[]): Promise<InvokeReply>;
  /** A navigation that the application did not start. @returns whether it may go on */
  mayNavigate(url: string, isMainFrame: boolean): boolean;
  popup(url: string): void;
  closed(): void;
};

/** Opens a Chromium page that plays a window's content. */
export async function openPage(
  size: { width: number; height: number },
  preload: string | undefined,
  owner: PageOwner,
): Promise<Page> {
  const context = await (await findChromium()).newContext({ viewport: size });
  await context.exposeBinding('__standInInvoke', ({ frame }, channel: string, args: unknown[]) => {
    const parent = frame.parentFrame();
    const above = parent ? { url: toAppUrl(parent.url()), parent: null } : null;
    return owner.invoke({ url: toAppUrl(frame.url()), parent: above }, channel, args);
  });
  await context.exposeBinding('__standInOpen', (_, url: string) => owner.popup(url));
  if (preload !== undefined) await context.addInitScript({ content: preloadScript(readFileSync(preload, 'utf8')) });
  const page = await context.newPage();
  await context.route('**/*', (route) => answer(route, page, owner));
  closePopups(context, page, owner);
  page.once('close', () => owner.closed());
  return page;
}

async function answer(route: Route, page: Page, owner: PageOwner): Promise<void> {
  const request = route.request();
  // A popup's first request: its page may have no frame yet, and it is about to be closed.
  if (request.isNavigationRequest() && !isOf(page, request)) return route.abort('aborted').catch(() => {});
  const url = toAppUrl(request.url());
  const isMainFrame = request.isNavigationRequest() && request.frame().parentFrame() === null;
  if (request.isNavigationRequest() && !owner.mayNavigate(url, isMainFrame)) return route.abort('aborted');
  if (!url.startsWith('app:')) {
    record.outside.push(url);
    return route.abort('blockedbyclient');
  }
  const response = await answerAppRequest(url, request.method(), request.postDataBuffer());
  const body = Buffer.from(await response.arrayBuffer());
  return route.fulfill({ status: response.status, headers: Object.fromEntries(response.headers), body });
}

function isOf(page: Page, request: Request): boolean {
  try {
    return request.frame().page() === page;
  } catch {
    return false;
  }
}

/** A link to another window opens one for an instant; `window.open` is answered by the preload script and never gets here. */
function closePopups(context: BrowserContext, page: Page, owner: PageOwner): void {
  context.on('page', (popup) => {
    if (popup === page) return;
    owner.popup(popup.url());
    popup.close().catch(() => {});
  });
}
