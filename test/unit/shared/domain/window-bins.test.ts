import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { binRange, binsOf } from '#shared/domain/window-bins.ts';

describe('window bins', () => {
  it('cover the stretch without gaps, in equal sizes but for the last, and are never more than the cells', () => {
    const stretch = fc.tuple(fc.nat(1000), fc.integer({ min: 1, max: 1000 }), fc.integer({ min: 1, max: 400 }));
    fc.assert(
      fc.property(stretch, ([from, length, cells]) => {
        const bins = binsOf(from, from + length, cells);
        const ranges = Array.from({ length: bins.count }, (_, index) => binRange(bins, index));
        expect(bins.count).toBeLessThanOrEqual(cells);
        expect(ranges[0]![0]).toBe(from);
        expect(ranges.at(-1)![1]).toBe(from + length);
        expect(ranges.slice(1).every(([start], index) => start === ranges[index]![1])).toBe(true);
        expect(ranges.slice(0, -1).every(([start, end]) => end - start === bins.size)).toBe(true);
      }),
    );
  });

  it('hold one position each where there are cells enough', () => {
    expect(binsOf(3000, 3100, 400)).toEqual({ from: 3000, to: 3100, size: 1, count: 100 });
    expect(binsOf(0, 10_000, 400)).toEqual({ from: 0, to: 10_000, size: 25, count: 400 });
  });
});
