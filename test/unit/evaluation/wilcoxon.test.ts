import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { holm } from '#runs/evaluation/holm.ts';
import { normalTail } from '#runs/evaluation/normal.ts';
import { roundingOf, signedRankTest } from '#runs/evaluation/wilcoxon.ts';

const test = (differences: Iterable<number>) => signedRankTest(Float64Array.from(differences));

/** scipy.stats.norm.sf(z), SciPy 1.17. */
const tails: [z: number, tail: number][] = [
  [0, 0.5],
  [0.5, 0.3085375387259869],
  [1, 0.15865525393145707],
  [1.959963984540054, 0.025],
  [2.5, 0.006209665325776132],
  [2.999, 0.0013543365337271057],
  [3, 0.0013498980316300933],
  [3.5, 0.00023262907903552502],
  [5, 2.866515718791933e-7],
  [8, 6.22096057427174e-16],
  [20, 2.7536241186061556e-89],
  [37, 5.7255712225239266e-300],
];

/** scipy.stats.wilcoxon(d, zero_method="wilcox", correction=False, method="asymptotic"), SciPy 1.17. */
const known: [what: string, differences: number[], n: number, positive: number, p: number][] = [
  ['distinct sizes', [0.3, -0.1, 0.25, 0.4, -0.05, 0.6, 0.15, -0.2, 0.35, 0.5], 10, 48, 0.03665792867221451],
  ['ties and zeros', [0.5, -0.5, 0.5, 0, 0, 0.5, -0.5, 1, 0.5, 0, -1, 0.5], 9, 28.5, 0.4536952997039291],
  ['one direction', [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], 12, 78, 0.002217721464237049],
  ['a balance', [1, -1, 2, -2, 3, -3], 6, 10.5, 1],
];

describe('the tail of the normal distribution', () => {
  it.each(tails)('beyond %d is that of SciPy in 11 digits', (z, tail) => {
    expect(Math.abs(normalTail(z) / tail - 1)).toBeLessThan(1e-11);
  });
});

describe('the signed-rank test', () => {
  it.each(known)('of %s is that of SciPy', (_, differences, n, positive, p) => {
    const found = test(differences);
    expect(found).toMatchObject({ n, positive });
    expect(found.p).toBeCloseTo(p, 12);
  });

  it('of thousands of users is that of SciPy, however small the probability', () => {
    const at = (shift: number) => (_: unknown, i: number) => (((i * 7919) % 1000) - shift) / 1000;
    const some = test(Array.from({ length: 6040 }, (_, i) => (i % 3 === 0 ? 0 : at(480)(_, i))));
    expect(some).toMatchObject({ n: 4022, positive: 4358584 });
    expect(some.p / 2.0789980635454394e-5).toBeCloseTo(1, 10);
    const sure = test(Array.from({ length: 6040 }, at(380)));
    expect(sure.positive).toBe(12933392);
    expect(sure.p / 1.517755295326805e-176).toBeCloseTo(1, 9);
  });

  it('claims nothing where nothing differs', () => {
    expect(test([0, 0, 0])).toEqual({ positive: 0, n: 0, p: 1 });
    expect(test([])).toEqual({ positive: 0, n: 0, p: 1 });
  });

  it('ranks as the definition does: each difference against every other', () => {
    const difference = fc.integer({ min: -4, max: 4 }).map((whole) => whole / 8);
    fc.assert(
      fc.property(fc.array(difference, { maxLength: 40 }), (differences) => {
        const sizes = differences.filter((d) => d !== 0).map(Math.abs);
        const rankOf = (size: number) =>
          sizes.filter((s) => s < size).length + (sizes.filter((s) => s === size).length + 1) / 2;
        const expected = differences.filter((d) => d > 0).reduce((sum, d) => sum + rankOf(d), 0);
        expect(test(differences).positive).toBe(expected);
      }),
      { seed: 3 },
    );
  });
});

describe('ties of values that are kept in 32 bits', () => {
  it('are not broken by their rounding', () => {
    const a = Float32Array.of(0.35, 0.25, 0.45, 0.55, 0.1);
    const b = Float32Array.of(0.85, 0.75, 0.95, 0.05, 0.1);
    const differences = Float64Array.from(a, (value, user) => b[user]! - value);
    expect(new Set(differences.map(Math.abs)).size).toBeGreaterThan(2);
    expect(signedRankTest(differences, roundingOf(a, b))).toEqual(test([0.5, 0.5, 0.5, -0.5, 0]));
  });
});

describe('Holm’s correction', () => {
  it('multiplies the smallest by their number, and never falls', () => {
    const corrected = holm([0.01, 0.04, 0.03, 0.005, 0.5]);
    [0.04, 0.09, 0.09, 0.025, 0.5].forEach((p, i) => expect(corrected[i]).toBeCloseTo(p, 12));
  });

  it('leaves one value as it is, and none above 1', () => {
    expect(holm([0.03])).toEqual([0.03]);
    expect(holm([0.6, 0.7])).toEqual([1, 1]);
    expect(holm([])).toEqual([]);
  });
});
