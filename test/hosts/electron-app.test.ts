import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { RunStatus } from '#shared/domain/run.ts';
import { connect, serve } from '#shared/api/rpc.ts';
import { startStandIn, type StandIn } from '../electron-stand-in/start.ts';
import { tempHome } from '../support/temp-home.ts';
import { until } from '../support/until.ts';
import { openCore } from './prepared-home.ts';

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});
function newHome(): string {
  const { home, remove } = tempHome();
  ends.push(remove);
  return home;
}
async function open(home: string): Promise<StandIn> {
  const app = await startStandIn({ home });
  ends.push(() => app.stop());
  return app;
}
/** Runs the built application where it is expected to end by itself. */
async function runToEnd(home: string, entry = 'out/main/index.js', env: Record<string, string> = {}) {
  const child = spawn(process.execPath, ['test/electron-stand-in/run.ts', entry], {
    env: { ...process.env, ...env, KINDRED_HOME: home },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  await once(child, 'exit');
  return { code: child.exitCode, output };
}
const call = (app: StandIn, name: string, input: unknown) =>
  app.page.evaluate(([to, value]) => window.kindred!.call(to, value), [name, input] as const);

/** Fifty runs: enough that some are waiting or training whenever the test looks. */
async function startManyRuns(app: StandIn): Promise<void> {
  const recipe = { source: 'synthetic:groups', options: { preset: 'reference' } };
  await call(app, 'datasets.create', { name: 'reference', recipe });
  await call(app, 'runs.start', { dataset: 'reference', algorithm: 'user_knn', seeds: 50 });
}
async function statusesIn(home: string): Promise<Set<RunStatus>> {
  const core = await openCore(home);
  const client = connect({ call: serve(core.handlers), listen: core.listen });
  const { runs } = await client.runs.list({});
  await core.close();
  expect(runs).toHaveLength(50);
  return new Set(runs.map(({ status }) => status));
}

describe('a second start', () => {
  it('brings the window to the front, and to a run where a link says so', async () => {
    const app = await open(newHome());
    await app.act('emit', { event: 'second-instance', args: [['kindred', '.']] });
    expect(await app.act('record', undefined)).toMatchObject({ focused: 1, windows: [expect.anything()] });

    // With a link it goes to the run; other links go nowhere.
    await app.act('emit', { event: 'second-instance', args: [['kindred', '.', 'kindred://run/42']] });
    await app.page.waitForURL('**/index.html#/runs/42');
    await app.act('emit', { event: 'open-url', args: ['kindred://run/7'] });
    await app.page.waitForURL('**/index.html#/runs/7');
    await app.act('emit', { event: 'open-url', args: ['kindred://run/../../etc'] });
    await app.act('emit', { event: 'open-url', args: ['https://evil.example'] });
    await app.page.waitForTimeout(100);
    expect(app.page.url()).toMatch(/#\/runs\/7$/);
  });

  it('ends by itself without opening anything', async () => {
    const { code, output } = await runToEnd(newHome(), undefined, { KINDRED_STAND_IN_LOCK: 'taken' });
    expect([code, output]).toEqual([0, '']);
  });
});

describe('the menu', () => {
  it('has the page run its commands: places, tabs, the drawer', async () => {
    const { page, act } = await open(newHome());
    await page.getByRole('button', { name: 'Open the sample' }).waitFor();
    await act('menu', { label: 'Runs' });
    await page.waitForURL('**/index.html#/runs');
    await act('menu', { label: 'Jobs, log and notifications' });
    await page.getByRole('region', { name: 'Jobs, log and notifications' }).waitFor();
    await act('menu', { label: 'Tab 1' });
    await page.waitForURL('**/index.html#/');
    await act('menu', { label: 'Close this tab' });
    await page.waitForURL('**/index.html#/runs');
    expect(await page.getByRole('navigation', { name: 'Open pages' }).getByRole('link').allTextContents()).toEqual([
      'Runs',
    ]);
  });
});

describe('the window', () => {
  it('opens where it was closed', async () => {
    const home = newHome();
    const first = await open(home);
    await first.act('closeWindow', undefined);
    expect(await first.ended).toBe(0);
    const file = join(home, 'electron', 'window.json');
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ bounds: { width: 1440, height: 900 } });
    const bounds = { x: 100, y: 80, width: 1000, height: 700 };
    writeFileSync(file, JSON.stringify({ bounds, maximized: false }));
    const { windows } = await (await open(home)).act('record', undefined);
    expect(windows[0]?.options).toMatchObject(bounds);
  });

  it.each([
    ['on no screen', JSON.stringify({ bounds: { x: 90_000, y: 0, width: 1000, height: 700 }, maximized: false })],
    ['in a file that is damaged', '{'],
  ])('opens in the usual place when it was %s', async (_, text) => {
    const home = newHome();
    mkdirSync(join(home, 'electron'));
    writeFileSync(join(home, 'electron', 'window.json'), text);
    const { windows } = await (await open(home)).act('record', undefined);
    expect(windows[0]?.options).toMatchObject({ width: 1440, height: 900 });
  });

  it('loads its page again on the same route after a crash, and gives up when it keeps crashing', async () => {
    const app = await open(newHome());
    await app.act('emit', { event: 'open-url', args: ['kindred://run/7'] });
    await app.page.waitForURL('**/index.html#/runs/7');
    for (let n = 0; n < 3; n++) {
      await app.page.evaluate(() => Reflect.set(window, 'before', true));
      await app.act('crash', { reason: 'crashed' });
      await app.page.waitForFunction(() => !('before' in window));
      expect(app.page.url()).toMatch(/#\/runs\/7$/);
    }
    await app.act('crash', { reason: 'crashed' });
    const { dialogs } = await app.act('record', undefined);
    expect(dialogs).toMatchObject([{ kind: 'error', options: { title: 'The workbench keeps crashing' } }]);
  });
});

describe('quitting', () => {
  it('asks while runs train, and goes on where the answer is to keep training', async () => {
    const home = newHome();
    const app = await open(home);
    await startManyRuns(app);
    await app.act('answer', { button: 0 });
    await app.act('closeWindow', undefined);
    const asked = await until('the question', async () => {
      const { dialogs } = await app.act('record', undefined);
      return dialogs[0] ?? null;
    });
    expect(asked).toMatchObject({
      kind: 'message',
      options: {
        message: expect.stringMatching(/^\d+ runs are still training/),
        buttons: ['Keep training', 'Stop and quit'],
      },
    });
    expect(await call(app, 'system.info', {})).toMatchObject({ ok: true });

    await app.act('answer', { button: 1 });
    await app.act('closeWindow', undefined);
    expect(await app.ended).toBe(0);
    const statuses = await statusesIn(home);
    expect(statuses).toContain('INTERRUPTED');
    expect([...statuses].filter((status) => status === 'RUNNING' || status === 'QUEUED')).toEqual([]);
  });

  it('by a signal asks nothing, ends soon and leaves no run without an owner', async () => {
    const home = newHome();
    const app = await open(home);
    await startManyRuns(app);
    const started = performance.now();
    expect(await app.stop('SIGTERM')).toBe(0);
    expect(performance.now() - started).toBeLessThan(10_000);
    const statuses = await statusesIn(home);
    expect(statuses).toContain('INTERRUPTED');
    expect([...statuses].filter((status) => status === 'RUNNING' || status === 'QUEUED')).toEqual([]);
  });

  it('asks nothing when nothing trains', async () => {
    const app = await open(newHome());
    await app.act('closeWindow', undefined);
    expect(await app.ended).toBe(0);
  });
});

describe('what cannot start', () => {
  it('says why and ends with 1', async () => {
    const home = newHome();
    writeFileSync(join(home, 'kindred.db'), 'this is no database, it is a letter to my aunt'.repeat(20));
    const { code, output } = await runToEnd(home);
    expect(code).toBe(1);
    expect(output).toMatch(/^Kindred could not start: .*kindred\.db/);
  });

  it('a main that waits for ready at its top level waits for ever, as in Electron', async () => {
    const home = newHome();
    const entry = join(home, 'entry.mjs');
    writeFileSync(entry, "import { app } from 'electron';\nawait app.whenReady();\nconsole.log('ready');\n");
    // 13: Node's own code for a top-level await that nothing will ever settle.
    expect(await runToEnd(home, entry)).toMatchObject({ code: 13, output: expect.not.stringContaining('ready\n') });
  });
});
