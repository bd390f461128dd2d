import { expect, it } from 'vitest';
import { runMark } from '../../../../renderer/parts/run-mark.ts';
import { light } from '../../../../renderer/theme/tokens.ts';

it('gives 42 runs in a row 42 looks, the same every time', () => {
  const looks = Array.from({ length: 42 }, (_, index) => JSON.stringify(runMark(index + 1)));
  expect(new Set(looks).size).toBe(42);
  expect(runMark(43)).toEqual(runMark(1));
});

it('tells neighbours apart by colour and by shape', () => {
  for (let number = 1; number < 60; number++) {
    expect(runMark(number).colour).not.toBe(runMark(number + 1).colour);
    expect(runMark(number).shape).not.toBe(runMark(number + 1).shape);
  }
});

it('uses exactly the colours that the tokens have', () => {
  const used = new Set(Array.from({ length: 100 }, (_, index) => runMark(index + 1).colour));
  expect([...used].toSorted()).toEqual(light.marks.map((_, index) => `var(--k-mark-${index})`));
});
