import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeWindow, encodeWindow } from '#shared/domain/window-bytes.ts';

const someWindow = fc
  .record({ rows: fc.integer({ min: 1, max: 9 }), cols: fc.integer({ min: 1, max: 9 }), seed: fc.nat() })
  .map(({ rows, cols, seed }) => ({
    rows,
    cols,
    values: Float32Array.from({ length: rows * cols }, (_, cell) =>
      (cell + seed) % 3 === 0 ? NaN : Math.sin(cell + seed),
    ),
    counts: Uint16Array.from({ length: rows * cols }, (_, cell) => cell * seed),
  }));

describe('window bytes', () => {
  it('give back the window, no data included', () => {
    fc.assert(
      fc.property(someWindow, (window) => {
        expect(decodeWindow(encodeWindow(window))).toEqual(window);
      }),
    );
  });

  it('are sizes, values and counts in little endian', () => {
    const window = { rows: 1, cols: 2, values: Float32Array.of(1, NaN), counts: Uint16Array.of(258, 0) };
    const hex = Buffer.from(encodeWindow(window)).toString('hex');
    expect(hex).toBe('01000000' + '02000000' + '0000803f' + '0000c07f' + '0201' + '0000');
  });

  it('are read from the middle of a larger buffer, wherever it starts', () => {
    const window = { rows: 1, cols: 1, values: Float32Array.of(0.5), counts: Uint16Array.of(7) };
    const bytes = Buffer.concat([Buffer.alloc(3), encodeWindow(window)]);
    expect(decodeWindow(bytes.subarray(3))).toEqual(window);
  });

  it('are refused when cut', () => {
    const bytes = encodeWindow({ rows: 1, cols: 1, values: Float32Array.of(0.5), counts: Uint16Array.of(7) });
    expect(() => decodeWindow(bytes.subarray(0, -1))).toThrow(/do not fit/);
    expect(() => decodeWindow(new Uint8Array(3))).toThrow(/3 bytes/);
  });
});
