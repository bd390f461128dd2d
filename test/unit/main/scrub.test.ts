import { expect, test } from 'vitest';
import { scrub } from '../../../main/scrub.ts';

const planted = 'hunter2/very-secret';

const lines: [string, string][] = [
  ['a field', JSON.stringify({ password: planted })],
  ['a field deep inside', JSON.stringify({ a: { b: [{ token: planted }] } })],
  ['a field whose value has quotes', JSON.stringify({ password: `"${planted}" "` })],
  ['a field of JSON inside a string', JSON.stringify({ msg: JSON.stringify({ api_key: planted }) })],
  ['a header', JSON.stringify({ headers: { authorization: `Bearer ${planted}` } })],
  ['a header in a sentence', JSON.stringify({ msg: `sent Authorization: Bearer ${planted} to the host` })],
  ['a sign-in address', JSON.stringify({ url: `http://127.0.0.1:4310/#token=${planted}` })],
  ['a one-time address', JSON.stringify({ url: `http://127.0.0.1:4310/#code=${planted}` })],
  ['a database address', JSON.stringify({ msg: 'cannot reach postgres://reader:hunter2very-secret@db.example/shop' })],
  ['a password with an at sign', JSON.stringify({ msg: 'postgres://reader:hunter2@very-secret@db.example/shop' })],
  ['a connection string', JSON.stringify({ msg: `host=db password=${planted} dbname=shop` })],
];

test.each(lines)('hides a secret in %s', (_, line) => {
  const clean = scrub(line);
  expect(clean).not.toMatch(/hunter2|very-secret/);
  expect(clean).toContain('[hidden]');
  expect(() => JSON.parse(clean) as unknown).not.toThrow();
});

test('leaves lines without secrets as they are', () => {
  const line = JSON.stringify({ code: 'conflict', msg: 'Run 42 of http://127.0.0.1:4310/#/runs/42 ended', tokens: 3 });
  expect(scrub(line)).toBe(line);
});
