import fc from 'fast-check';
import { expect, it } from 'vitest';
import { compareIds, sortIds } from '#shared/domain/id.ts';

it('sorts whole numbers by value before everything else by code unit', () => {
  expect(sortIds(['b', '10', '9', '007', '-3', 'a10', 'a9', '0'])).toEqual([
    '-3',
    '0',
    '9',
    '10',
    '007',
    'a10',
    'a9',
    'b',
  ]);
});

it('sorts as compareIds does, and gives back the very ids', () => {
  const id = fc.oneof(
    fc.integer().map(String),
    fc.string(),
    fc.bigInt().map(String),
    fc.constantFrom('-0', '01', '1e3', '999999999999999', '1000000000000000'),
  );
  fc.assert(
    fc.property(fc.uniqueArray(id), (ids) => {
      expect(sortIds(ids)).toEqual([...ids].sort(compareIds));
    }),
    { seed: 1, numRuns: 500 },
  );
});
