import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, expect, test as base, type Browser, type Page } from '@playwright/test';
import { startStandIn } from '../electron-stand-in/start.ts';

export type Host = 'web' | 'stand-in' | 'electron';
/** A workbench and its end. */
type Opened = { page: Page; close(): Promise<unknown> };
type Fixtures = {
  /** The workbench's page on an empty data folder, whichever host plays it. */
  app: Page;
  /** The data folder. */
  home: string;
  /** What the page complained about so far; a test that provokes an error empties it. */
  problems: string[];
  /** Ends the workbench and opens it again on the same data folder. */
  reopen: () => Promise<Page>;
  watched: { page: Page; problems: string[]; reopen: () => Promise<Page> };
};

const windowSize = { width: 1440, height: 900 };

/** Places a page may ask: the host it came from, and itself. The desktop's stand-in has a name of its own for `app:`. */
const isOwn = (address: string): boolean => {
  const { protocol, hostname } = new URL(address);
  return ['app:', 'blob:', 'data:'].includes(protocol) || ['127.0.0.1', 'kindred.localhost'].includes(hostname);
};

/** After the test the page must have reported no error: no failed request, no breach of its security policy, nothing thrown, nothing asked of another machine. */
export const test = base.extend<Fixtures, { host: Host }>({
  host: ['web', { option: true, scope: 'worker' }],
  home: async ({ host }, use) => {
    const home = mkdtempSync(join(tmpdir(), `kindred-${host}-`));
    await use(home);
    rmSync(home, { recursive: true, force: true });
  },
  watched: async ({ host, browser, home }, use) => {
    const problems: string[] = [];
    const watch = (page: Page) => {
      page.on('console', (message) => {
        if (message.type() === 'error') problems.push(message.text());
      });
      page.on('pageerror', (error) => problems.push(String(error)));
      page.context().on('request', (request) => {
        if (!isOwn(request.url())) problems.push(`A request left the machine: ${request.url()}`);
      });
    };
    const open = async () => {
      const opened = await openers[host](home, browser, watch);
      // The page has read the address it was opened with, which a test may now change.
      await opened.page.locator('#root > *').first().waitFor({ state: 'attached' });
      return opened;
    };
    let now = await open();
    const reopen = async () => {
      await now.close();
      now = await open();
      return now.page;
    };
    await use({ page: now.page, problems, reopen });
    await now.close();
    expect(problems, 'errors on the page').toEqual([]);
  },
  app: async ({ watched }, use) => use(watched.page),
  problems: async ({ watched }, use) => use(watched.problems),
  reopen: async ({ watched }, use) => use(watched.reopen),
});

/** Opens the workbench, and has its page watched from the start: nothing is missed of what it says while it loads. */
const openers: Record<Host, (home: string, browser: Browser, watch: (page: Page) => void) => Promise<Opened>> = {
  web: async (home, browser, watch) => {
    const { child, address } = await startWebHost(home);
    const context = await browser.newContext({ viewport: windowSize });
    const page = await context.newPage();
    watch(page);
    await page.goto(address);
    // The page first: left alone with a host that is gone, it would rightly complain.
    return { page, close: () => context.close().then(() => end(child)) };
  },
  'stand-in': async (home, _, watch) => {
    const standIn = await startStandIn({ home });
    await loadWatched(standIn.page, watch);
    return { page: standIn.page, close: () => standIn.stop() };
  },
  electron: async (home, _, watch) => {
    const app = await _electron.launch({ args: ['.'], env: { ...process.env, KINDRED_HOME: home } });
    const page = await app.firstWindow();
    await loadWatched(page, watch);
    return { page, close: () => app.close() };
  },
};

/** A desktop window has loaded its page already when it is found, so that it is loaded once more. */
async function loadWatched(page: Page, watch: (page: Page) => void): Promise<void> {
  watch(page);
  await page.reload();
}

/** Starts the web host on this port, or on a free one. @returns the address that signs in */
export async function startWebHost(home: string, port = 0): Promise<{ child: ChildProcess; address: string }> {
  const child = spawn(process.execPath, ['main/start.ts', '--web', '--no-open', '--port', String(port)], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, KINDRED_HOME: home },
  });
  return { child, address: await said(child, /Kindred is ready: (\S+)/) };
}

function said(child: ChildProcess, pattern: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    const read = (chunk: Buffer) => {
      text += chunk.toString();
      const found = pattern.exec(text)?.[1];
      if (found !== undefined) resolve(found);
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('exit', (code) => reject(new Error(`The web host ended (${String(code)}): ${text}`)));
  });
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  child.kill('SIGTERM');
  await once(child, 'exit');
}

export { expect } from '@playwright/test';
