import { describe, expect, it } from 'vitest';
import { agreementOf, rankBiasedOverlap } from '#runs/evaluation/list-agreement.ts';

const letters = (text: string) => text.split('');

/** Agreement at each depth of two endless lists that go on as equation 32 supposes, weighted and added up. */
function slowly(a: string[], b: string[], p: number): number {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  const common = (x: number, y: number) => short.slice(0, x).filter((item) => long.slice(0, y).includes(item)).length;
  const [s, l] = [short.length, long.length];
  // Beyond its end the shorter list goes on finding as large a share as it has; beyond both, the share stays what it is.
  const share = (depth: number): number => {
    if (depth <= s) return common(depth, depth) / depth;
    const d = Math.min(depth, l);
    return (common(s, d) + (common(s, s) * (d - s)) / s) / d;
  };
  let sum = 0;
  for (let depth = 1; depth < 2000; depth++) sum += (1 - p) * p ** (depth - 1) * share(depth);
  return sum;
}

describe('rankBiasedOverlap', () => {
  it.each([
    ['abcde', 'abcde'],
    ['abcde', 'edcba'],
    ['abcde', 'fghij'],
    ['abcde', 'ebxay'],
    ['abc', 'bdace'],
    ['a', 'bcda'],
  ])('of %s and %s is what the definition adds up to, from both sides', (a, b) => {
    for (const p of [0.5, 0.9]) {
      const expected = slowly(letters(a), letters(b), p);
      expect(rankBiasedOverlap(letters(a), letters(b), p)).toBeCloseTo(expected, 12);
      expect(rankBiasedOverlap(letters(b), letters(a), p)).toBeCloseTo(expected, 12);
    }
  });
});

describe('agreementOf', () => {
  it('has the shares of what is in common', () => {
    expect(agreementOf(letters('abcd'), letters('cdefgh'), 0.9)).toMatchObject({ overlap: 2 / 6, jaccard: 2 / 8 });
  });

  it('is 1 for lists that are empty both, and 0 where one of them is', () => {
    expect(agreementOf([], [], 0.9)).toEqual({ overlap: 1, jaccard: 1, rbo: 1 });
    expect(agreementOf([], ['a'], 0.9)).toEqual({ overlap: 0, jaccard: 0, rbo: 0 });
  });
});
