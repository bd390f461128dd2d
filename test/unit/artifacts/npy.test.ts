import { describe, expect, it } from 'vitest';
import { decodeNpy, encodeNpy } from '#runs/artifacts/npy.ts';

describe('npy', () => {
  it.each([Int32Array.of(1, -2, 3), Float32Array.of(0.5, NaN), Float64Array.of(0.1, Infinity), new Int32Array(0)])(
    'gives back the array that was written: %s',
    (array) => expect(decodeNpy(encodeNpy(array), 'a.npy')).toEqual(array),
  );

  it('reads the bytes of a file, which come as a view into something larger', () => {
    const array = Float64Array.of(0.1, 2, 3);
    const larger = Buffer.concat([Buffer.alloc(3), encodeNpy(array), Buffer.alloc(5)]);
    expect(decodeNpy(larger.subarray(3, -5), 'a.npy')).toEqual(array);
  });

  it('writes the header of NumPy’s format 1.0, padded so that the data is aligned', () => {
    const bytes = encodeNpy(Float64Array.of(1));
    expect(bytes.length % 64).toBe(8);
    expect(Buffer.from(bytes.subarray(10, 68)).toString('latin1')).toBe(
      "{'descr': '<f8', 'fortran_order': False, 'shape': (1,), }".padEnd(58),
    );
    expect(bytes[127]).toBe(10);
  });

  it('refuses a file that is cut, longer than its header says, or something else', () => {
    const bytes = encodeNpy(Int32Array.of(1, 2, 3));
    for (const broken of [
      bytes.subarray(0, -1),
      Buffer.concat([bytes, bytes.subarray(0, 4)]),
      Buffer.from('PK\x03\x04 not numpy'),
    ]) {
      expect(() => decodeNpy(new Uint8Array(broken), 'similarities.npy')).toThrow(/similarities\.npy is not an array/);
    }
  });
});
