import { expect, test } from 'vitest';
import { codeLifetime, createTokens } from '../../../../main/web/tokens.ts';

test('a token has 32 random bytes and only it matches', () => {
  const { token, matches } = createTokens();
  expect(Buffer.from(token, 'base64url')).toHaveLength(32);
  expect(createTokens().token).not.toBe(token);
  expect(matches(token)).toBe(true);
  expect([token.slice(1), `${token}x`, '', token.toUpperCase()].some(matches)).toBe(false);
});

test('a code is exchanged once', () => {
  const tokens = createTokens();
  const code = tokens.issueCode();
  expect(tokens.exchange(code)).toBe(tokens.token);
  expect(tokens.exchange(code)).toBeNull();
});

test('a code dies after 30 seconds', () => {
  let now = 1_000;
  const tokens = createTokens('secret', () => now);
  const [first, second] = [tokens.issueCode(), tokens.issueCode()];
  now += codeLifetime - 1;
  expect(tokens.exchange(first)).toBe('secret');
  now += 1;
  expect(tokens.exchange(second)).toBeNull();
});

test('the token is no code, and an unknown code gives nothing', () => {
  const tokens = createTokens('secret');
  expect([tokens.exchange('secret'), tokens.exchange(''), tokens.exchange('x')]).toEqual([null, null, null]);
});
