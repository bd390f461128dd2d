import { describe, expect, it } from 'vitest';
import { bootstrapAll, countBetter, differences, pairedBootstrap } from '#runs/evaluation/significance.ts';
import { createRandom } from '#runs/matrix/random.ts';

const options = { seed: 5, samples: 2000 };
const random = createRandom(1, 'test');
const column = (n: number, make: (i: number) => number) => Float32Array.from({ length: n }, (_, i) => make(i));

/** Normal values: b is `shift` above a on average. */
const shifted = (n: number, shift: number) => {
  const a = column(n, () => random.normal());
  return [a, a.map((value) => value + shift + random.normal())] as const;
};

const sdOf = (values: Float64Array) => {
  const mean = values.reduce((x, y) => x + y) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
};

describe('pairedBootstrap', () => {
  it('gives an interval as wide as theory says, around the mean difference', () => {
    for (const n of [400, 30_000]) {
      const [a, b] = shifted(n, 0.3);
      const { delta, ci, n: pairs } = pairedBootstrap(a, b, options);
      const half = (1.96 * sdOf(differences(a, b))) / Math.sqrt(n);
      expect(pairs).toBe(n);
      expect(delta).toBeCloseTo(differences(a, b).reduce((x, y) => x + y) / n, 12);
      expect((ci[0] + ci[1]) / 2).toBeCloseTo(delta, 2);
      expect((ci[1] - ci[0]) / 2 / half).toBeGreaterThan(0.93);
      expect((ci[1] - ci[0]) / 2 / half).toBeLessThan(1.07);
    }
  });

  it('covers the truth about 19 times in 20', () => {
    let covered = 0;
    for (let trial = 0; trial < 300; trial++) {
      const { ci } = pairedBootstrap(...shifted(80, 0.2), { seed: trial, samples: 400 });
      if (ci[0] <= 0.2 && ci[1] >= 0.2) covered += 1;
    }
    expect(covered / 300).toBeGreaterThan(0.9);
    expect(covered / 300).toBeLessThan(0.98);
  });

  it('is the same every time, and another for another seed', () => {
    const [a, b] = shifted(200, 0.1);
    expect(pairedBootstrap(a, b, options)).toEqual(pairedBootstrap(a, b, options));
    expect(pairedBootstrap(a, b, { ...options, seed: 6 }).ci).not.toEqual(pairedBootstrap(a, b, options).ci);
  });

  it('leaves out users that one of the runs has no value for', () => {
    const [a, b] = [Float32Array.of(1, NaN, 3, 4), Float32Array.of(2, 5, NaN, 5)];
    expect(pairedBootstrap(a, b, options)).toEqual({ delta: 1, ci: [1, 1], n: 2 });
    const none = pairedBootstrap(Float32Array.of(NaN), Float32Array.of(1), options);
    expect(none).toEqual({ delta: NaN, ci: [NaN, NaN], n: 0 });
  });

  it('refuses runs over different numbers of users', () => {
    expect(() => pairedBootstrap(new Float32Array(2), new Float32Array(3), options)).toThrow(/pair 2 users with 3/);
  });

  it('answers for a metric alone as for many at once, whatever their numbers of users', () => {
    const pairs = [200, 9000, 200, 0].map((n) => differences(...shifted(n, 0.1)));
    const together = bootstrapAll(pairs, options);
    expect(together).toEqual(pairs.map((pair) => bootstrapAll([pair], options)[0]));
  });
});

describe('countBetter', () => {
  const a = Float32Array.of(1, 2, 3, NaN, 5);
  const b = Float32Array.of(2, 1, 3, 4, 9);

  it('counts users by the direction of the metric', () => {
    expect(countBetter(a, b, 'max')).toEqual({ better: 2, same: 1, worse: 1 });
    expect(countBetter(a, b, 'min')).toEqual({ better: 1, same: 1, worse: 2 });
  });

  it('says nothing of a metric without a better end', () => {
    expect(countBetter(a, b, 'none')).toBeNull();
  });
});
