import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type Page } from '@playwright/test';
import { until } from '../support/until.ts';
import { launchChromium, targetOf } from './chromium.ts';
import type { Actions, Order, Outcome } from './control.ts';

export type StandIn = {
  /**
   * The window's page. Its origin is `http://kindred.localhost`, which the application sees as `app://kindred`.
   * Do not expose functions on it: Playwright has one binding for a page, and the stand-in's own process uses it.
   */
  page: Page;
  /** Acts on the application; see control.ts. */
  act<A extends keyof Actions>(action: A, input: Parameters<Actions[A]>[0]): Promise<Awaited<ReturnType<Actions[A]>>>;
  /** Sends a signal and waits. @returns the exit code */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
  /** Resolves with the exit code. */
  ended: Promise<number | null>;
  /** What it wrote to its terminal. */
  output(): string;
};

export type StandInOptions = {
  /** The data folder. */
  home: string;
  env?: Record<string, string>;
  args?: readonly string[];
  /** The built entry. */
  main?: string;
};

/** How long the first window may take, in milliseconds. */
const startLimit = 30_000;
const root = fileURLToPath(new URL('../..', import.meta.url));

/** Starts the built application on the stand-in and waits for its window. */
export async function startStandIn({
  home,
  main = 'out/main/index.js',
  env = {},
  args = [],
}: StandInOptions): Promise<StandIn> {
  const address = await sharedChromium();
  const child = spawn(process.execPath, ['test/electron-stand-in/run.ts', main, ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: { ...process.env, ...env, KINDRED_HOME: home, KINDRED_CDP_ADDRESS: address },
  });
  let output = '';
  const collect = (chunk: Buffer) => void (output += chunk.toString());
  child.stdout?.on('data', collect);
  child.stderr?.on('data', collect);
  const ended = once(child, 'exit').then(() => child.exitCode);

  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  let lastId = 0;
  child.on('message', ({ id, value, error }: Outcome) => {
    if (error === undefined) waiting.get(id)?.resolve(value);
    else waiting.get(id)?.reject(new Error(error));
    waiting.delete(id);
  });
  const act: StandIn['act'] = (action, input) => {
    const order: Order = { id: ++lastId, action, input };
    const outcome = Promise.withResolvers<unknown>();
    waiting.set(order.id, outcome);
    child.send(order, (error) => {
      if (error) outcome.reject(new Error(`The application is gone: ${output}`, { cause: error }));
    });
    return outcome.promise as ReturnType<StandIn['act']> as never;
  };
  let browser: Browser | null = null;
  const stop: StandIn['stop'] = async (signal = 'SIGTERM') => {
    // Lets go of the page before it disappears, so that Playwright can finish what it keeps of it.
    await browser?.close().catch(() => {});
    if (child.exitCode === null) child.kill(signal);
    return ended;
  };

  const firstPage = async (): Promise<Page> => {
    const target = await until('the window', () => act('target', undefined), startLimit);
    browser = await chromium.connectOverCDP(address);
    const page = await pageOf(browser, target);
    await page.waitForURL('http://kindred.localhost/**');
    return page;
  };
  const page = await Promise.race([
    firstPage(),
    ended.then((code) => Promise.reject(new Error(`The application ended (${String(code)}): ${output}`))),
  ]).catch(async (error: unknown) => {
    await stop('SIGKILL');
    throw error;
  });
  return { page, act, stop, ended, output: () => output };
}

/** One Chromium, which ends with this process, shows the windows of all its starts: each has a context of its own, as empty as a new Chromium. */
let shared: Promise<string> | null = null;
function sharedChromium(): Promise<string> {
  shared ??= freePort().then(async (port) => {
    await launchChromium({}, port);
    return `http://127.0.0.1:${port}`;
  });
  return shared;
}

async function pageOf(browser: Browser, target: string): Promise<Page> {
  for (const page of browser.contexts().flatMap((context) => context.pages())) {
    // Another one may just be closing.
    if ((await targetOf(page).catch(() => null)) === target) return page;
  }
  throw new Error('The window is not in Chromium.');
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}
