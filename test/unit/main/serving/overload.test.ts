import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { watchOverload } from '../../../../main/serving/overload.ts';

/** The clock of the machine goes on while the loop does not come round: `pause` is that difference. */
let clock = 0;
beforeEach(() => {
  vi.useFakeTimers();
  clock = 0;
});
afterEach(() => vi.useRealTimers());

const watched = () => watchOverload(() => clock);
/** The next look at the loop, late by so many milliseconds. */
function look(late: number): void {
  clock += 250 + late;
  vi.advanceTimersByTime(250);
}

it('a process is overloaded when its loop is late again and again, and not after one pause', () => {
  const overload = watched();
  look(0);
  look(60_000);
  expect(overload.isOverloaded()).toBe(false);
  look(100);
  look(3000);
  expect(overload.isOverloaded()).toBe(false);
  look(3000);
  expect(overload.isOverloaded()).toBe(true);
  look(10);
  expect(overload.isOverloaded()).toBe(false);
  overload.close();
});
