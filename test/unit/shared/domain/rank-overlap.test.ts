import { expect, it } from 'vitest';
import { overlapAt, rbo } from '#shared/domain/rank-overlap.ts';

const list = (text: string) => text.split('');

/** The definition, word for word. */
function slowRbo(a: string[], b: string[], k: number, p: number): number {
  const agreement = (depth: number) =>
    a.slice(0, depth).filter((item) => b.slice(0, depth).includes(item)).length / depth;
  const terms = Array.from({ length: k }, (_, index) => agreement(index + 1) * p ** (index + 1));
  return agreement(k) * p ** k + ((1 - p) / p) * terms.reduce((sum, term) => sum + term, 0);
}

it('is 1 for equal lists and 0 for lists without a common item', () => {
  expect(overlapAt(list('abc'), list('cba'), 3)).toBe(1);
  expect(rbo(list('abc'), list('abc'), 3)).toBeCloseTo(1, 12);
  expect(overlapAt(list('abc'), list('xyz'), 3)).toBe(0);
  expect(rbo(list('abc'), list('xyz'), 3)).toBe(0);
});

it.each([
  ['abcdefgh', 'bacdhxyz', 0.9],
  ['abcdefgh', 'hgfedcba', 0.9],
  ['abcdefgh', 'xbzdyfwh', 0.5],
])('agrees with its definition for %s and %s at p %d', (a, b, p) => {
  expect(rbo(list(a), list(b), 8, p)).toBeCloseTo(slowRbo(list(a), list(b), 8, p), 12);
});

it('takes places that a list does not fill for disagreement', () => {
  expect(overlapAt(list('ab'), list('abcd'), 4)).toBe(0.5);
  expect(rbo(list('ab'), list('abcd'), 4)).toBeCloseTo(slowRbo(list('ab'), list('abcd'), 4, 0.9), 12);
  expect(rbo([], [], 4)).toBe(0);
});
