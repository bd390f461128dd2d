import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startStandIn, type StandIn } from '../electron-stand-in/start.ts';
import { tempHome } from '../support/temp-home.ts';
import { until } from '../support/until.ts';

/** Electron's security checklist, item by item, on the built application. The stand-in says what this is evidence for. */
let app: StandIn;
const folder = tempHome();
beforeAll(async () => {
  app = await startStandIn({ home: folder.home });
});
afterAll(async () => {
  await app.stop();
  folder.remove();
});

const record = () => app.act('record', undefined);
const inPage = <T>(read: () => T | Promise<T>) => app.page.evaluate(read);

describe('the window', () => {
  it.each([
    ['nodeIntegration', false],
    ['nodeIntegrationInWorker', false],
    ['nodeIntegrationInSubFrames', false],
    ['contextIsolation', true],
    ['sandbox', true],
    ['webSecurity', true],
    ['allowRunningInsecureContent', false],
    ['experimentalFeatures', false],
    ['enableBlinkFeatures', undefined],
    ['webviewTag', false],
  ])('has %s %s', async (name, value) => {
    const { windows } = await record();
    expect(windows).toHaveLength(1);
    expect(windows[0]?.webPreferences[name]).toBe(value);
  });

  it('is sandboxed before there is a window at all', async () => {
    expect((await record()).sandboxEnabled).toBe(true);
  });

  it('shows packaged content from a scheme of its own, and asks nobody else for anything', async () => {
    const { schemes, handledSchemes, outside } = await record();
    const privileges = { standard: true, secure: true, supportFetchAPI: true, stream: true };
    expect(schemes).toEqual([{ scheme: 'app', privileges }]);
    expect(handledSchemes).toEqual(['app']);
    expect(outside).toEqual([]);
    expect(app.page.url()).toMatch(/^http:\/\/kindred\.localhost\/index\.html/);
  });
});

describe('the page', () => {
  it('has two functions of ours and nothing of Node or Electron', async () => {
    const found = await inPage(() => ({
      bridge: Object.keys(window.kindred ?? {}).sort(),
      frozen: Object.isFrozen(window.kindred),
      reachable: ['require', 'process', 'module', 'Buffer', 'ipcRenderer', 'electron'].filter((name) => name in window),
    }));
    expect(found).toEqual({ bridge: ['call', 'listen'], frozen: true, reachable: [] });
  });

  it('carries its policy in a header', async () => {
    const { status, headers } = await app.act('request', { url: 'app://kindred/index.html', method: 'GET' });
    expect(status).toBe(200);
    const policy = headers['content-security-policy']?.split('; ') ?? [];
    for (const part of ["default-src 'none'", "script-src 'self'", "object-src 'none'", "frame-src 'none'"]) {
      expect(policy).toContain(part);
    }
    expect(headers['x-content-type-options']).toBe('nosniff');
  });

  it('cannot run text as a program', async () => {
    const run = inPage(() => {
      const make: unknown = Reflect.get(window, 'Function');
      return typeof make === 'function' ? (Reflect.construct(make, ['return 1']) as unknown) : null;
    });
    // Text given through the debugger runs outside the policy; a script element does not.
    await run.catch(() => {});
    const ran = await inPage(async () => {
      const script = document.createElement('script');
      script.textContent = 'window.planted = true';
      document.head.append(script);
      await new Promise((resolve) => setTimeout(resolve, 50));
      return 'planted' in window;
    });
    expect(ran).toBe(false);
  });
});

describe('permissions', () => {
  it.each([
    'geolocation',
    'media',
    'notifications',
    'clipboard-read',
    'fullscreen',
    'openExternal',
    'serial',
    'unknown',
  ])('no to %s', async (permission) => {
    const answer = await app.act('permission', { permission, isMainFrame: true });
    expect(answer).toEqual({ requested: false, checked: false, device: false, screen: false });
  });

  it('the page may put text on the clipboard when a person clicks "Copy", frames may not', async () => {
    const permission = 'clipboard-sanitized-write';
    expect(await app.act('permission', { permission, isMainFrame: true })).toMatchObject({ requested: true });
    expect(await app.act('permission', { permission, isMainFrame: false })).toMatchObject({ requested: false });
  });
});

describe('ways out of the page', () => {
  const elsewhere = [
    'https://evil.example/',
    'http://localhost:3000/',
    'file:///etc/passwd',
    'app://kindred.evil.example/index.html',
    'app://user@kindred/index.html',
    'app://kindred/bytes/artifact?run=1&name=x.svg',
    'data:text/html,<script>1</script>',
    'javascript:alert(1)',
  ];
  it.each(elsewhere)('no navigation to %s', async (url) => {
    for (const event of ['will-navigate', 'will-redirect', 'will-frame-navigate']) {
      expect([event, await app.act('ask', { event, fields: { url } })]).toEqual([event, false]);
    }
  });

  it('the page may load itself again', async () => {
    const url = 'app://kindred/index.html#/runs';
    expect(await app.act('ask', { event: 'will-navigate', fields: { url } })).toBe(true);
  });

  it('a script that leaves stays where it is', async () => {
    const before = app.page.url();
    await inPage(() => {
      window.location.href = 'https://evil.example/';
    });
    await app.page.waitForTimeout(200);
    expect(app.page.url()).toBe(before);
    expect(await inPage(() => typeof window.kindred?.call)).toBe('function');
  });

  it('no other window', async () => {
    expect(await inPage(() => window.open('https://evil.example/') === null)).toBe(true);
    const popups = await until('the window that was asked for', async () => {
      const asked = (await record()).popups;
      return asked.length > 0 ? asked : null;
    });
    expect(new Set(popups.map(({ url, action }) => `${action} ${url}`))).toEqual(
      new Set(['deny https://evil.example/']),
    );
  });

  it('no webview', async () => {
    expect(await app.act('ask', { event: 'will-attach-webview', fields: {} })).toBe(false);
  });

  it('nothing is handed to the system but the data folder and the log, from the menu', async () => {
    await app.act('menu', { label: 'Open data folder' });
    await app.act('menu', { label: 'Show log file' });
    const { opened } = await record();
    expect(opened).toEqual([folder.home, join(folder.home, 'logs', 'kindred.log')]);
    const sources = globSync('main/electron/*.ts').map((file) => readFileSync(file, 'utf8'));
    expect(sources.length).toBeGreaterThan(8);
    expect(sources.filter((text) => text.includes('openExternal'))).toEqual([]);
  });
});

describe('calls', () => {
  const ask = (frame: Parameters<typeof app.act<'invoke'>>[1]['frame']) =>
    app.act('invoke', { frame, channel: 'kindred:call', args: ['system.info', {}] });
  const page = { url: 'app://kindred/index.html#/', parent: null };

  it('come through one channel', async () => {
    expect((await record()).ipcChannels).toEqual(['kindred:call']);
  });

  it('are answered to the page', async () => {
    expect(await ask(page)).toMatchObject({ value: { ok: true, value: { home: folder.home } } });
  });

  it.each([
    ['a frame that is gone', null],
    ['a frame inside the page', { url: 'app://kindred/index.html', parent: page }],
    ['another site', { url: 'https://evil.example/', parent: null }],
    ['a name that starts like ours', { url: 'app://kindred.evil.example/', parent: null }],
    ['a file', { url: 'file:///index.html', parent: null }],
    ['an empty page', { url: 'about:blank', parent: null }],
    ['no address', { url: '', parent: null }],
  ])('are refused to %s', async (_, frame) => {
    expect(await ask(frame)).toEqual({ error: expect.stringContaining('Only the workbench itself') });
  });

  it('with names and inputs of any kind are answered, never thrown', async () => {
    for (const args of [[], [null, null], [{ a: 1 }, 'x'], ['system.info', 7], [['system.info'], {}]]) {
      const reply = await app.act('invoke', { frame: page, channel: 'kindred:call', args });
      expect(reply).toHaveProperty('value.ok');
    }
  });
});

describe('files', () => {
  it.each([
    'app://kindred/../package.json',
    'app://kindred/%2e%2e/%2e%2e/package.json',
    'app://kindred/..%2f..%2fpackage.json',
    'app://kindred/..%5c..%5cpackage.json',
    'app://kindred//etc/passwd',
    'app://kindred/assets',
    'app://kindred/index.html%00.js',
  ])('%s is none of the page', async (url) => {
    const { status, text } = await app.act('request', { url, method: 'GET' });
    expect(status).toBe(404);
    expect(text).not.toContain('devDependencies');
  });

  it('are only read, and only under our name', async () => {
    expect(await app.act('request', { url: 'app://kindred/index.html', method: 'POST' })).toMatchObject({
      status: 405,
    });
    expect(await app.act('request', { url: 'app://evil/index.html', method: 'GET' })).toMatchObject({ status: 403 });
  });
});
