import { expect, test } from 'vitest';
import { isAppPage, isAppUrl } from '../../../../main/electron/app-origin.ts';

test('knows the addresses of the page and its files', () => {
  expect(
    ['app://kindred/index.html', 'app://kindred/assets/a.js', 'app://kindred/index.html#/runs'].every(isAppUrl),
  ).toBe(true);
});

test.each([
  'app://kindred.evil.example/index.html',
  'app://user@kindred/index.html',
  'app://kindred:8080/index.html',
  'https://kindred/index.html',
  'file:///index.html',
  'app:kindred',
  'about:blank',
  '',
  'not an address',
])('%j is not ours', (address) => {
  expect(isAppUrl(address)).toBe(false);
});

test('a window stays on the page, also within its own origin', () => {
  expect(['app://kindred/index.html#/runs/1', 'app://kindred/'].every(isAppPage)).toBe(true);
  expect(['app://kindred/bytes/artifact?run=1', 'app://kindred/assets/a.js'].some(isAppPage)).toBe(false);
});
