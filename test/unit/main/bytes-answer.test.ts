import { expect, test } from 'vitest';
import { bytesHeaders, bytesRequest } from '../../../main/bytes-answer.ts';

test('reads the path and each field of the query', () => {
  const request = bytesRequest('artifact', new URLSearchParams('run=42&name=heatmaps%2Fa.svg'));
  expect(request).toEqual({ path: 'artifact', query: { run: '42', name: 'heatmaps/a.svg' } });
});

test.each(['', '..', '../kindred.db', 'a//b', '/etc/passwd', 'a\\b', 'a\0b', '.hidden', 'C:'])(
  'refuses the path %j',
  (path) => {
    expect(() => bytesRequest(path, new URLSearchParams())).toThrow(/is not a path/);
  },
);

test('refuses a field that is given twice', () => {
  expect(() => bytesRequest('window', new URLSearchParams('run=1&run=2'))).toThrow('The field "run" is given twice.');
});

test('a field named __proto__ is a field like any other', () => {
  const { query } = bytesRequest('window', new URLSearchParams('__proto__=x'));
  expect(Object.keys(query)).toEqual(['__proto__']);
});

test('names the file in a way that no header is broken by it', () => {
  const headers = bytesHeaders({
    contentType: 'image/svg+xml',
    body: new Uint8Array(3),
    filename: `run-1-"a'\r\nSet-Cookie: x\uD800.svg`,
  });
  expect(headers['Content-Disposition']).toMatch(/^attachment; filename\*=UTF-8''[\w%.-]+$/);
  expect(headers['Content-Length']).toBe('3');
  expect(headers['Content-Security-Policy']).toContain('sandbox');
});
