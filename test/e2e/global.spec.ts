import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Page } from '@playwright/test';
import { startStandIn } from '../electron-stand-in/start.ts';
import { startWebHost } from './fixture.ts';
import { accessibilityProblems, look } from './look.ts';
import { expect, test } from './trained.ts';

const places = ['/', '/data', '/studio', '/train', '/runs', '/compare', '/users', '/serving'];
const title = (app: Page) => app.getByRole('main').getByRole('heading', { level: 1 });
/** A page from the start, as its address alone opens it. */
const openAnew = async (app: Page, address: string) => {
  await app.evaluate((hash) => (location.hash = hash), address);
  await app.reload();
  await expect(title(app)).toBeAttached();
};

test.setTimeout(180_000);

test('G1: a control that is too small is found, and the parts of a run that no other test looks at have none', async ({
  app,
}, info) => {
  await openAnew(app, '/runs/2');
  await expect(app.getByRole('main')).toContainText('Metrics of the lists');
  await look(app, info, 'run-overview');
  await openAnew(app, '/runs/2/files');
  await expect(app.getByLabel('Log of the run')).toContainText('FINISHED');
  await look(app, info, 'run-files');
  await openAnew(app, '/');
  const violations = async () => (await accessibilityProblems(app)).map(({ id }) => id);
  expect(await violations()).toEqual([]);
  await app.evaluate(() => {
    const box = document.createElement('div');
    // Side by side, for a small control with room around it is no fault.
    const button = '<button style="width:16px;height:16px;padding:0" aria-label="small"></button>';
    box.innerHTML = button + button;
    document.querySelector('main')!.prepend(box);
  });
  expect(await violations()).toEqual(['target-size']);
});

test('G2: the palette opens on every page, finds actions, runs and users, and gives the focus back', async ({
  app,
}) => {
  const field = app.getByRole('textbox', { name: /^Search/ });
  const palette = app.getByRole('dialog').filter({ has: field });
  for (const address of [...places, '/runs/2', '/runs/2/heatmaps']) {
    await openAnew(app, address);
    const before = app.getByRole('navigation', { name: 'Places' }).getByRole('link', { name: 'Runs' });
    await before.focus();
    await app.keyboard.press('Control+k');
    await expect(field).toBeFocused();
    await field.fill('>new connection');
    await expect(palette.getByRole('button', { name: 'New connection' })).toBeVisible();
    await field.fill('#knn-40');
    await expect(palette.getByRole('button', { name: /knn-40/ })).toBeVisible();
    await field.fill('@u017');
    await expect(palette.getByRole('button', { name: /^u017 tech/ })).toBeVisible();
    await app.keyboard.press('Escape');
    await expect(field).toHaveCount(0);
    await expect(before).toBeFocused();
  }
});

test('G3: an address brings everything back', async ({ app, trained: { runs } }) => {
  const [, knn, other] = runs.map(({ id }) => id);
  await openAnew(
    app,
    `/runs?filter=knn&order=metrics.ndcg@10 asc&cols=metrics.ndcg@10,params.n_neighbors&sel=${knn}&chart=scatter`,
  );
  const grid = app.getByRole('grid', { name: 'Runs' });
  await expect(grid).toHaveAttribute('aria-rowcount', '4');
  await expect(app.getByRole('textbox', { name: 'Filter runs' })).toHaveValue('knn');
  const columns = await grid
    .locator('th[data-column]')
    .evaluateAll((heads) => heads.map((head) => head.getAttribute('data-column')));
  expect(columns).toEqual(['name', 'metrics.ndcg@10', 'params.n_neighbors']);
  await expect(grid.locator('th[data-column="metrics.ndcg@10"]')).toHaveAttribute('aria-sort', 'ascending');
  await expect(grid.locator('tr[aria-selected=true]')).toHaveAttribute('data-row', knn!);
  await expect(app.getByRole('region', { name: 'Chart' }).locator('.scatterlayer path').first()).toBeVisible();

  await openAnew(app, '/runs/2/heatmaps?order=activity&agg=max&r0=100&r1=160&c0=200&c1=260&sel=105,110,205,215');
  const heatmap = app.getByRole('application', { name: 'Heatmap of 600 users by 600 users' });
  await expect(heatmap.locator('.heatmaplayer image').first()).toBeVisible();
  await expect(app.getByLabel('Order')).toHaveValue('activity');
  await expect(app.getByRole('region', { name: 'Selection' })).toContainText('5 users × 10 users');
  const ranges = await heatmap.locator('.js-plotly-plot').evaluate((node) => {
    const { layout } = node as unknown as { layout: Record<'xaxis' | 'yaxis', { range: number[] }> };
    return [layout.xaxis.range, layout.yaxis.range];
  });
  expect(ranges).toEqual([
    [199.5, 259.5],
    [159.5, 99.5],
  ]);

  await openAnew(app, `/compare?runs=${knn},${other}`);
  await expect(app.getByRole('region', { name: 'Summary' })).toContainText(/knn|evidence/);
  await openAnew(app, '/users?user=u017&a=2');
  await expect(app.getByRole('region', { name: 'History of u017' })).toBeVisible();
});

test('the kind is changed from every page, also from one that is about the other kind alone', async ({ app }) => {
  const switchOf = (kind: string) => app.getByRole('button', { name: `Experiments: ${kind}`, exact: true });
  for (const address of ['/runs', '/studio', '/users', '/runs/2/heatmaps']) {
    await openAnew(app, address);
    await switchOf('Recommenders').click();
    await app.getByRole('menuitem', { name: /^Query performance/ }).click();
    await expect(app.getByText('Which queries will be slow?')).toBeVisible();
    await expect(switchOf('Queries')).toBeVisible();
    await switchOf('Queries').click();
    await app.getByRole('menuitem', { name: /^Recommenders/ }).click();
    await expect(switchOf('Recommenders')).toBeVisible();
    await expect.poll(() => new URL(app.url()).hash.replace(/\?.*/, '')).toBe(`#${address}`);
  }
});

test('G5: no picture offers to send anything away', async ({ app, trained: { runs } }) => {
  const [a, b] = runs.map(({ id }) => id);
  const drawn = [
    ...['scatter', 'box', 'history'].map((chart) => `/runs?chart=${chart}&x=metrics.recall@10&y=metrics.ndcg@10`),
    ...['heatmaps', 'popularity', 'embedding'].map((part) => `/runs/2/${part}`),
    `/compare?runs=${a},${b}`,
    '/studio',
  ];
  for (const address of drawn) {
    await openAnew(app, address);
    const plots = app.locator('.js-plotly-plot');
    await expect(plots.locator('.main-svg').first()).toBeAttached({ timeout: 30_000 });
    const settings = await plots.evaluateAll((nodes) =>
      nodes.map((node) => {
        const { _context: context } = node as unknown as { _context: Record<string, unknown> };
        const { showSendToCloud, plotlyServerURL, displaylogo } = context;
        const buttons = [...node.querySelectorAll('button, a, [data-title]')].map(
          (button) => `${button.getAttribute('aria-label')} ${button.getAttribute('data-title')} ${button.textContent}`,
        );
        return { showSendToCloud, plotlyServerURL, displaylogo, buttons };
      }),
    );
    for (const { buttons, ...context } of settings) {
      expect(context, address).toEqual({ showSendToCloud: false, plotlyServerURL: '', displaylogo: false });
      expect(
        buttons.filter((button) => /cloud|share|plotly|autoscale/i.test(button)),
        address,
      ).toEqual([]);
    }
  }
});

/** Kilobytes of JavaScript that the start may ask for, compressed. */
const mostScript = 300;

test('the start is small, and without the library of pictures', async ({ app }) => {
  const asked = new Set<string>();
  app.on('request', (request) => {
    const script = /\/assets\/([^/?]+\.js)$/.exec(request.url())?.[1];
    if (script !== undefined) asked.add(script);
  });
  await openAnew(app, '/');
  await expect(app.getByRole('region', { name: 'Recent runs' })).toContainText('knn-again');
  expect([...asked].filter((script) => script.startsWith('plotly'))).toEqual([]);
  const sizes = [...asked].map((script) => gzipSync(readFileSync(join('out/renderer/assets', script))).length);
  const kilobytes = sizes.reduce((sum, size) => sum + size, 0) / 1000;
  expect(kilobytes).toBeGreaterThan(100);
  expect(kilobytes).toBeLessThan(mostScript);
});

test('J5: a second start knows what there was, and addresses lead to the same run', async ({ app, reopen }) => {
  await openAnew(app, '/runs/2');
  await app.getByRole('button', { name: 'Promote…' }).click();
  const dialog = app.getByRole('dialog', { name: 'Promote to live' });
  await dialog.getByRole('button', { name: /^Register v1/ }).click();
  await expect(dialog.getByRole('list', { name: 'Gates' }).getByRole('listitem')).toHaveCount(4, { timeout: 30_000 });
  await dialog.getByRole('button', { name: 'Promote to live' }).click();
  await expect(dialog.getByText(/v1 is live\.$/)).toBeVisible({ timeout: 30_000 });

  const again = await reopen();
  await expect(again.getByRole('heading', { name: 'Home', level: 1 })).toBeVisible();
  await expect(again.getByRole('region', { name: 'Recent runs' })).toContainText('knn-again');
  await expect(again.getByRole('button', { name: 'Open the sample' })).toHaveCount(0);
  await expect(again.getByRole('list', { name: 'First steps' })).toHaveCount(0);
  await expect(again.getByRole('region', { name: 'Live' })).toContainText('v1');
  const pages = again.getByRole('navigation', { name: 'Open pages' });
  for (let times = 0; times < 2; times++) {
    await again.evaluate(() => (location.hash = '/runs/2'));
    await expect(title(again)).toContainText('knn-20');
    await expect(pages.getByRole('link', { name: /knn-20/ })).toHaveCount(1);
    await again.evaluate(() => (location.hash = '/'));
    await expect(title(again)).toHaveText('Home');
  }
});

test('G7: a core that is gone is said where something was asked, and Retry goes on once it is back', async ({
  browser,
  home,
  host,
}) => {
  test.skip(
    host !== 'web',
    'the desktop application has its core in the process of its window, so no page is left to say anything; the next test kills it, and serving.spec the serving process',
  );
  const first = await startWebHost(home);
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.goto(first.address);
  await expect(title(page)).toHaveText('Home');
  const port = Number(new URL(page.url()).port);
  await page.evaluate(() => (location.hash = '/runs/3'));
  await expect(title(page)).toContainText('knn-40');

  first.child.kill('SIGKILL');
  await once(first.child, 'exit');
  await page.evaluate(() => (location.hash = '/runs/2'));
  const failure = page.getByRole('main').getByRole('alert').first();
  await expect(failure).toContainText('Kindred does not answer', { timeout: 60_000 });
  const retry = failure.getByRole('button', { name: 'Retry' });
  await expect(retry).toBeVisible();
  await expect(failure.getByRole('button', { name: 'Copy details' })).toBeVisible();
  await expect(page.getByRole('navigation', { name: 'Places' })).toBeVisible();

  // Its address is printed anew, and opened beside what is open already.
  const second = await startWebHost(home, port);
  const beside = await context.newPage();
  await beside.goto(second.address);
  await expect(title(beside)).toHaveText('Home');
  // The page hears of it by itself too, and may be there before the button is pressed.
  await expect(async () => {
    if (await retry.isVisible()) await retry.click({ timeout: 1000 });
    await expect(title(page)).toContainText('knn-20', { timeout: 3000 });
  }).toPass({ timeout: 60_000 });
  await expect(beside.getByRole('heading', { name: 'Home', level: 1 })).toBeVisible();
  await context.close();
  second.child.kill('SIGTERM');
  await once(second.child, 'exit');
});

test('G7 and J5 on the desktop: killed in the middle of a page it opens again with everything, and links lead to one tab', async ({
  home,
  host,
}) => {
  test.skip(
    host !== 'stand-in',
    'a signal from outside and a link of the system: only the stand-in lets a test send both',
  );
  const first = await startStandIn({ home });
  await openAnew(first.page, '/runs/3');
  await expect(title(first.page)).toContainText('knn-40');
  // At once and without a word to anybody, as when the system takes it.
  expect(await first.stop('SIGKILL')).toBeNull();

  const second = await startStandIn({ home });
  const problems: string[] = [];
  second.page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
  second.page.on('pageerror', (error) => problems.push(String(error)));
  await expect(second.page.getByRole('region', { name: 'Recent runs' })).toContainText('knn-again');
  await expect(second.page.getByRole('list', { name: 'First steps' })).toHaveCount(0);
  const tabs = second.page.getByRole('navigation', { name: 'Open pages' }).getByRole('link', { name: /knn-20/ });
  const goHome = () => second.page.evaluate(() => (location.hash = '/'));
  for (const link of ['kindred://run/2', '#/runs/2', 'kindred://run/2']) {
    if (link.startsWith('#')) await second.page.evaluate((hash) => (location.hash = hash), link);
    else await second.act('emit', { event: 'open-url', args: [link] });
    await expect(title(second.page)).toContainText('knn-20');
    await expect(tabs).toHaveCount(1);
    await goHome();
    await expect(title(second.page)).toHaveText('Home');
  }
  expect(problems).toEqual([]);
  await second.stop();
});
