import { expect, test } from 'vitest';
import { parseJson } from '../../../../main/http/json-body.ts';

const parse = (text: string) => parseJson(Buffer.from(text));
const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);

test('reads values of every kind', () => {
  expect(parse('{"a":[1,"é",null,true]}')).toEqual({ a: [1, 'é', null, true] });
});

test.each([
  ['', 'INVALID_JSON', /empty/],
  ['  ', 'INVALID_JSON', /empty/],
  ['{', 'INVALID_JSON', /position 1/],
  ['{"a":1,}', 'INVALID_JSON', /position 7/],
  ['NaN', 'INVALID_JSON', /not valid JSON/],
  ['{"__proto__":{"admin":true}}', 'FORBIDDEN_KEY', /__proto__/],
  ['[{"a":{"constructor":{"prototype":{}}}}]', 'FORBIDDEN_KEY', /constructor/],
  [nested(65), 'NESTED_TOO_DEEP', /64 levels/],
  [nested(50_000), 'NESTED_TOO_DEEP', /64 levels/],
])('refuses %.40j as %s', (text, refusal, message) => {
  expect(() => parse(text)).toThrow(expect.objectContaining({ refusal, message: expect.stringMatching(message) }));
});

test('refuses bytes that are not UTF-8', () => {
  expect(() => parseJson(Uint8Array.of(0x22, 0xc3, 0x28, 0x22))).toThrow(
    expect.objectContaining({ refusal: 'INVALID_UTF8' }),
  );
});

test('a word such as constructor is a value like any other', () => {
  expect(parse('{"constructor":"Lego","note":"__proto__"}')).toEqual({ constructor: 'Lego', note: '__proto__' });
});

test('nothing that was parsed reaches a prototype', () => {
  expect(() => parse('{"__proto__":{"admin":true}}')).toThrow(/forbidden key/);
  expect(Reflect.get({}, 'admin')).toBeUndefined();
});
