import { describe, expect, it } from 'vitest';
import { meanWithInterval, studentQuantile } from '#shared/domain/statistics.ts';

/** scipy.stats.t.ppf(0.975, df) and (0.995, df). */
const quantiles: [degrees: number, p975: number, p995: number][] = [
  [1, 12.706204736174694, 63.656741162871526],
  [2, 4.302652729749462, 9.924843200918287],
  [3, 3.1824463052837078, 5.840909309733355],
  [4, 2.7764451051977934, 4.604094871349992],
  [9, 2.262157162798205, 3.249835541592126],
  [10, 2.228138851986274, 3.16927267261695],
  [30, 2.0422724563012378, 2.7499956535672254],
  [1000, 1.9623390808264083, 2.580754698065951],
];

describe('Student’s t', () => {
  it.each(quantiles)('has the quantiles of scipy for %i degrees of freedom', (degrees, p975, p995) => {
    expect(studentQuantile(0.975, degrees)).toBeCloseTo(p975, 10);
    expect(studentQuantile(0.995, degrees)).toBeCloseTo(p995, 9);
  });
});

describe('the mean of repeated runs', () => {
  it('of equal values is that value, without any spread', () => {
    expect(meanWithInterval([0.7051, 0.7051, 0.7051])).toEqual({ n: 3, mean: 0.7051, sd: 0, ci: [0.7051, 0.7051] });
  });

  it('comes with the interval of scipy.stats.t.interval', () => {
    const { n, mean, sd, ci } = meanWithInterval([0.3989, 0.4012, 0.3954, 0.4001, 0.3977]);
    expect(n).toBe(5);
    expect(mean).toBeCloseTo(0.39866, 12);
    expect(sd).toBeCloseTo(0.0022434348664492247, 12);
    expect(ci![0]).toBeCloseTo(0.39587440769401494, 10);
    expect(ci![1]).toBeCloseTo(0.4014455923059851, 10);
  });

  it('has no interval for one value, and a zero-wide one for equal values', () => {
    expect(meanWithInterval([0.5])).toEqual({ n: 1, mean: 0.5, sd: null, ci: null });
    expect(meanWithInterval([0.5, 0.5, 0.5])).toEqual({ n: 3, mean: 0.5, sd: 0, ci: [0.5, 0.5] });
  });

  it('leaves out what is not a number, and is none itself without any', () => {
    expect(meanWithInterval([0.5, Number.NaN])).toEqual({ n: 1, mean: 0.5, sd: null, ci: null });
    expect(meanWithInterval([])).toEqual({ n: 0, mean: Number.NaN, sd: null, ci: null });
  });
});
