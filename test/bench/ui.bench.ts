/**
 * What a hand waits for, in Chromium over the web host: a store of 10,000 runs × 200 columns and a 10,000 × 10,000 matrix: `npm run bench ui`.
 * Each figure is from the key, the press or the change of address to the frame that shows what came of it, by the clock of the page; beside it the budget.
 */
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from '@playwright/test';
import { createRandom } from '#runs/matrix/random.ts';
import { ensureBrowser } from '../e2e/browser.ts';
import { startWebHost } from '../e2e/fixture.ts';
import { ensureBuilt } from '../support/built-app.ts';
import { fillStore } from './fill-store.ts';
import { measureJourney } from './measure-journey.ts';
import { go, goHome, measureCompare, measureStudio } from './measure-pages.ts';
import { changesOf, printTimes, timesOf } from './ui-times.ts';

const runs = 10_000;
/** With these the store has more than 200 columns. */
const ownParams = 24;
const side = 10_000;
const repeats = 20;
/** Deeper, a cell would be larger than the window. */
const zooms = 5;

ensureBuilt();
const home = mkdtempSync(join(tmpdir(), 'kindred-bench-'));
await fillStore({ file: join(home, 'kindred.db'), backups: join(home, 'backups') }, runs, ownParams);
await trainOnSquare();
trainOnGroups();
const { child, address } = await startWebHost(home);
const browser = await chromium.launch({
  executablePath: ensureBrowser(),
  args: ['--no-sandbox', '--enable-unsafe-swiftshader'],
});
try {
  await measureJourney(browser);
  await measureStart(browser);
  const page = await opened(browser);
  await measurePalette(page);
  await measureRuns(page);
  await measureRun(page);
  await measureHeatmap(page);
  await measureStudio(page);
  await measureCompare(page, [runs + 2, runs + 3]);
} finally {
  await browser.close();
  child.kill('SIGTERM');
  await once(child, 'exit');
  rmSync(home, { recursive: true, force: true });
}

/** A run whose user similarity is 10,000 × 10,000, through the command line. */
async function trainOnSquare(): Promise<void> {
  const file = join(home, 'square.csv');
  const rows = createWriteStream(file);
  const random = createRandom(1, 'bench');
  rows.write('user,item,timestamp\n');
  for (let user = 0; user < side; user++) {
    for (let n = 0; n < 40; n++) {
      rows.write(
        `u${user},i${(user % 10) * 1000 + Math.floor(1000 * random.next() ** 2)},${1_700_000_000 + 40 * user + n}\n`,
      );
    }
  }
  rows.end();
  await once(rows, 'finish');
  kindred('datasets', 'create', '--name', 'square', '--source', `file:${file}`);
  kindred('train', '--dataset', 'square', '--algorithm', 'popularity', '--name', 'square');
}

/** The two baselines of the first journey. */
function trainOnGroups(): void {
  kindred('datasets', 'create', '--name', 'groups', '--source', 'synthetic:groups', '--set', 'preset=six-groups');
  for (const algorithm of ['popularity', 'user_knn']) kindred('train', '--dataset', 'groups', '--algorithm', algorithm);
}

function kindred(...args: string[]): void {
  const env = { ...process.env, KINDRED_HOME: home };
  execFileSync(process.execPath, ['main/cli/index.ts', ...args], { stdio: ['ignore', 'ignore', 'inherit'], env });
}

async function opened(of: Browser): Promise<Page> {
  const context = await of.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.goto(address);
  await page.getByRole('heading', { name: 'Home' }).waitFor();
  return page;
}

async function measureStart(of: Browser): Promise<void> {
  const times = await timesOf(5, async () => {
    const page = await opened(of);
    return () => page.context().close();
  });
  printTimes('start to Home, browser running', times, 1500);
}

async function measurePalette(page: Page): Promise<void> {
  const field = page.getByRole('textbox', { name: /^Search/ });
  const times = await changesOf(page, repeats, () => ({
    act: () => page.keyboard.press('Control+k'),
    read: () => document.activeElement?.tagName === 'INPUT',
    undo: async () => {
      await page.keyboard.press('Escape');
      await field.waitFor({ state: 'detached' });
    },
  }));
  printTimes('palette open and ready to type', times, 60);
}

async function measureRuns(page: Page): Promise<void> {
  const opening = await changesOf(page, repeats, () => ({
    act: () => go(page, '/runs'),
    read: () => document.querySelectorAll('table[aria-label=Runs] tbody tr[aria-rowindex]').length > 5,
    undo: () => goHome(page),
  }));
  printTimes('the Runs page of 10,000 runs', opening, 1000);
  const rows = page.getByRole('grid', { name: 'Runs' }).locator('tbody tr[aria-rowindex]');
  await go(page, '/runs');
  await rows.nth(5).waitFor();

  // Each order is asked for once: what was asked before is kept by the page.
  for (const [name, orders] of [
    [
      'sorted by a metric',
      ['ndcg', 'recall', 'precision', 'map'].flatMap((metric) => [5, 10, 20].flatMap(bothWays(metric))),
    ],
    [
      'sorted by a param',
      ['n_neighbors', 'shrinkage', 'seed', 'binary'].flatMap((param) => [`${param} desc`, `${param} asc`]),
    ],
  ] as const) {
    let turn = 0;
    const times = await changesOf(page, Math.min(repeats, orders.length - 1), () => ({
      act: () => go(page, `/runs?order=${encodeURIComponent(orders[turn++]!)}`),
      read: () => document.querySelector('table[aria-label=Runs] tbody')?.textContent,
    }));
    printTimes(name, times, 150);
  }
  let bound = 0;
  const filtered = await changesOf(page, repeats, () => ({
    act: () => go(page, `/runs?filter=${encodeURIComponent(`ndcg@10 > 0.${String(++bound).padStart(2, '0')}`)}`),
    read: () => document.querySelector('table[aria-label=Runs]')?.getAttribute('aria-rowcount'),
  }));
  printTimes('filtered by a metric', filtered, 150);

  await rows.first().focus();
  const moved = await changesOf(page, repeats, () => ({
    act: () => page.keyboard.press('ArrowDown'),
    read: () => document.activeElement?.getAttribute('aria-rowindex'),
  }));
  printTimes('key to the next row', moved, 50);
}

function bothWays(metric: string): (k: number) => string[] {
  return (k) => [`${metric}@${k} desc`, `${metric}@${k} asc`];
}

async function measureRun(page: Page): Promise<void> {
  const times = await changesOf(page, repeats, () => ({
    act: () => go(page, `/runs/${runs + 1}`),
    read: () => /square/.test(document.querySelector('h1')?.textContent ?? ''),
    undo: () => goHome(page),
  }));
  printTimes('a run opened', times, 200);
}

async function measureHeatmap(page: Page): Promise<void> {
  const open = () => go(page, `/runs/${runs + 1}/heatmaps`);
  const opening = await changesOf(page, repeats, () => ({
    act: open,
    read: () => document.querySelector('[role=application] .heatmaplayer image') !== null,
    undo: () => goHome(page),
  }));
  printTimes(`the heatmap of ${side} × ${side} users opened`, opening, 1000);
  await open();
  await page
    .getByRole('application', { name: /^Heatmap/ })
    .locator('.heatmaplayer image')
    .first()
    .waitFor();
  for (const name of ['Zoom in', 'Zoom out']) {
    const times = await changesOf(page, zooms, () => ({
      act: () => page.getByRole('button', { name }).click(),
      // The cells of before are moved at once; it is sharp when others are drawn.
      read: cells,
    }));
    printTimes(`${name.toLowerCase()}, until it is sharp`, times, 250);
  }
}

/** What the heatmap draws; in the page. */
function cells(): unknown {
  const drawn: (Element & { data?: { z?: unknown }[] }) | null = document.querySelector(
    '[role=application] .js-plotly-plot',
  );
  return drawn?.data?.[0]?.z;
}
