import { expect, it } from 'vitest';
import { readSweepValues, sweepValuesText } from '#shared/domain/sweep-values.ts';

it.each([
  ['10, 20,50', [10, 20, 50]],
  ['0.5', [0.5]],
  ['own,reverse', ['own', 'reverse']],
  ['true,false', [true, false]],
  ['10..200', { min: 10, max: 200, scale: 'linear' }],
  ['1e-3..1:log', { min: 0.001, max: 1, scale: 'log' }],
  ['-5..5', { min: -5, max: 5, scale: 'linear' }],
  ['200..10', null],
  ['0..1:log', null],
  ['10..', null],
  ['1,,2', null],
  ['', null],
])('reads %j', (text, expected) => {
  const found = readSweepValues(text);
  expect(found).toEqual(expected);
  expect(found && readSweepValues(sweepValuesText(found))).toEqual(expected);
});
