import { expect, test, vi } from 'vitest';
import { createWebSession, type SignInPage } from '../../../../renderer/core/web-session.ts';

/** The parts of a browser window that signing in touches, on a plain object. */
function pageAt(hash: string, stored: Record<string, string> = {}) {
  const values = new Map(Object.entries(stored));
  const events = new EventTarget();
  const visited: string[] = [];
  const location = { hash, pathname: '/', search: '', reload: vi.fn<() => void>() };
  const page = {
    location,
    history: { replaceState: (_data: unknown, _title: string, url: string) => void visited.push(url) },
    localStorage: {
      getItem: (key: string) => values.get(key) ?? null,
      setItem: (key: string, value: string) => void values.set(key, value),
      removeItem: (key: string) => void values.delete(key),
    },
    addEventListener: events.addEventListener.bind(events),
  } as unknown as SignInPage;
  const change = (to: string) => {
    location.hash = to;
    events.dispatchEvent(new Event('hashchange'));
  };
  /** Another tab of this browser keeps a value. */
  const storedElsewhere = (key: string, newValue: string) => {
    values.set(key, newValue);
    events.dispatchEvent(Object.assign(new Event('storage'), { key, newValue }));
  };
  return { page, values, visited, reload: location.reload, change, storedElsewhere };
}
const noExchange = () => Promise.reject<string>(new Error('not expected'));

test('takes the token from the address, keeps it and removes it from the address at once', async () => {
  const { page, values, visited } = pageAt('#token=abc-DEF_1');
  const session = createWebSession(page, noExchange);
  expect(visited).toEqual(['/#/']);
  expect(values.get('kindred.token')).toBe('abc-DEF_1');
  expect(await session.headers()).toEqual({ Authorization: 'Bearer abc-DEF_1' });
  expect(session.isSignedIn()).toBe(true);
});

test('remembers the token of an earlier visit and leaves routes alone', async () => {
  const { page, visited } = pageAt('#/runs/42', { 'kindred.token': 'kept' });
  const session = createWebSession(page, noExchange);
  expect(await session.headers()).toEqual({ Authorization: 'Bearer kept' });
  expect(visited).toEqual([]);
});

test('exchanges a code, and requests wait for it', async () => {
  const { page, values } = pageAt('#code=once');
  const session = createWebSession(page, async (code) => `token for ${code}`);
  expect(session.isSignedIn()).toBe(true);
  expect(await session.headers()).toEqual({ Authorization: 'Bearer token for once' });
  expect(values.get('kindred.token')).toBe('token for once');
});

test('a code that is used up tells the page, unless an older sign-in is there', async () => {
  const asked = vi.fn<() => void>();
  const fresh = createWebSession(pageAt('#code=old').page, async () => null);
  fresh.onUnauthorized(asked);
  expect(await fresh.headers()).toEqual({});
  expect(asked).toHaveBeenCalledTimes(1);
  expect(fresh.isSignedIn()).toBe(false);
  const returning = createWebSession(pageAt('#code=old', { 'kindred.token': 'kept' }).page, noExchange);
  expect(await returning.headers()).toEqual({ Authorization: 'Bearer kept' });
});

test('without a token nobody is signed in', async () => {
  const session = createWebSession(pageAt('').page, noExchange);
  expect(session.isSignedIn()).toBe(false);
  expect(await session.headers()).toEqual({});
});

test('forgets a token that the host refused, and says so', async () => {
  const { page, values } = pageAt('', { 'kindred.token': 'of an earlier process' });
  const session = createWebSession(page, noExchange);
  const asked = vi.fn<() => void>();
  const stop = session.onUnauthorized(asked);
  session.refused();
  expect(asked).toHaveBeenCalledTimes(1);
  expect(values.has('kindred.token')).toBe(false);
  expect(session.isSignedIn()).toBe(false);
  stop();
  session.refused();
  expect(asked).toHaveBeenCalledTimes(1);
});

test('starts again when a new sign-in address is put into an open tab, and not on routes', () => {
  const { page, reload, change } = pageAt('');
  createWebSession(page, noExchange);
  change('#/runs');
  expect(reload).not.toHaveBeenCalled();
  change('#token=new');
  expect(reload).toHaveBeenCalledTimes(1);
});

test('takes over the sign-in of another tab: at once where it has one, from the start where it has none', async () => {
  const signedIn = pageAt('#/runs', { 'kindred.token': 'of an earlier process' });
  const session = createWebSession(signedIn.page, noExchange);
  signedIn.storedElsewhere('kindred.token', 'of this process');
  expect(await session.headers()).toEqual({ Authorization: 'Bearer of this process' });
  expect(signedIn.reload).not.toHaveBeenCalled();
  const stranger = pageAt('#/runs');
  createWebSession(stranger.page, noExchange);
  stranger.storedElsewhere('another key', 'x');
  expect(stranger.reload).not.toHaveBeenCalled();
  stranger.storedElsewhere('kindred.token', 'of this process');
  expect(stranger.reload).toHaveBeenCalledTimes(1);
});

test('takes only whole fragments of the expected shape for a token', () => {
  for (const hash of ['#token=', '#token=a b', '#/runs?token=abc', '#xtoken=abc', `#token=${'a'.repeat(300)}`]) {
    const { page, values } = pageAt(hash);
    createWebSession(page, noExchange);
    expect(values.size).toBe(0);
  }
});
