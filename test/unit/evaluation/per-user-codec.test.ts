import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodePerUser, encodePerUser } from '#runs/evaluation/per-user-codec.ts';

describe('per-user values', () => {
  it('are the same bits after encoding and decoding, NaN and names of any kind included', () => {
    const columns = fc.nat({ max: 20 }).chain((users) => {
      const column = fc.float32Array({ minLength: users, maxLength: users });
      return fc.dictionary(fc.string(), column, { noNullPrototype: true, maxKeys: 5 });
    });
    fc.assert(
      fc.property(columns, (perUser) => {
        expect(decodePerUser(encodePerUser(perUser))).toEqual(perUser);
      }),
      { seed: 3 },
    );
  });

  it('can be read at any place of a larger buffer', () => {
    const perUser = { 'ndcg@10': Float32Array.of(0.5, NaN, 1) };
    const bytes = encodePerUser(perUser);
    const larger = new Uint8Array(bytes.length + 3);
    larger.set(bytes, 3);
    expect(decodePerUser(larger.subarray(3))).toEqual(perUser);
  });

  it('take four bytes a user and metric, beside a header', () => {
    expect(encodePerUser({ a: new Float32Array(1000), b: new Float32Array(1000) }).length).toBeLessThan(8100);
  });

  it('are refused when damaged, with the way out', () => {
    const bytes = encodePerUser({ mrr: Float32Array.of(1, 2) });
    const broken = [
      bytes.subarray(0, 5),
      bytes.subarray(0, 10),
      bytes.subarray(0, -1),
      bytes.with(0, 0),
      bytes.with(9, 0),
    ];
    for (const one of broken) expect(() => decodePerUser(one)).toThrow(/damaged: .* Train the run again/);
  });

  it('are refused when users differ between metrics', () => {
    expect(() => encodePerUser({ a: new Float32Array(1), b: new Float32Array(2) })).toThrow(/lengths differ/);
  });
});
