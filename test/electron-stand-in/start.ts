import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type Page } from '@playwright/test';
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
  const port = await freePort();
  const child = spawn(process.execPath, ['test/electron-stand-in/run.ts', main, ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: { ...process.env, ...env, KINDRED_HOME: home, KINDRED_CDP_PORT: String(port) },
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

  const page = await Promise.race([
    firstPage(port),
    ended.then((code) => Promise.reject(new Error(`The application ended (${String(code)}): ${output}`))),
  ]).catch(async (error: unknown) => {
    await stop('SIGKILL');
    throw error;
  });
  browser = page.context().browser();
  return { page, act, stop, ended, output: () => output };
}

/** Connects to the application's Chromium once it is there, and waits until its window shows the page. */
async function firstPage(port: number): Promise<Page> {
  const deadline = performance.now() + startLimit;
  for (;;) {
    const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`, { timeout: 2_000 }).catch(() => null);
    const pages = browser?.contexts().flatMap((context) => context.pages()) ?? [];
    const page = pages.find((candidate) => candidate.url().startsWith('http://kindred.localhost/'));
    if (page) {
      await page.waitForLoadState('load');
      return page;
    }
    await browser?.close();
    if (performance.now() > deadline) throw new Error('The application opened no window.');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
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
