import { expect, it } from 'vitest';
import { withLetter } from '#shared/domain/with-letter.ts';

it('a comparison speaks of its second run under the letter that it has among many', () => {
  const split = 'The splits differ: A was held out by "temporal", B by "B side". Train both with the same --split.';
  expect(withLetter(split, 'B')).toBe(split);
  expect(withLetter(split, 'C')).toBe(split.replace('B by', 'C by'));
  expect(withLetter('B (user_knn) beats A (popularity): nDCG@10 0.1 → 0.2.', 'D')).toMatch(
    /^D \(user_knn\) beats A \(/,
  );
  expect(withLetter('The data differ: A used shop v1, B used plan B v2.', 'C')).toBe(
    'The data differ: A used shop v1, C used plan B v2.',
  );
});
