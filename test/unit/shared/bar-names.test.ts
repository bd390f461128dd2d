import { expect, it } from 'vitest';
import { barNames } from '#shared/domain/bar-names.ts';

it('names the whole numbers of each bar, which ends before its upper edge', () => {
  expect(barNames({ edges: [0, 1, 2, 4, 8], counts: [1, 1, 1, 1] }, String)).toEqual(['0', '1', '2–3', '4–7']);
  expect(barNames({ edges: [1024, 2048], counts: [1] }, (count) => count.toLocaleString('en'))).toEqual([
    '1,024–2,047',
  ]);
});
