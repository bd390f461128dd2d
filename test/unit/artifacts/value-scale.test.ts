import { describe, expect, it } from 'vitest';
import { formatTick, valueScaleOf } from '#runs/artifacts/heatmap/value-scale.ts';

const ticksOf = (values: number[], share = false) => {
  const scale = valueScaleOf(Float32Array.from(values));
  return scale.ticks.map((tick) => formatTick(scale, tick, share));
};

describe('the scale of a picture', () => {
  it('goes from 0 to a round number, in round steps', () => {
    expect(ticksOf([0.1, 0.9])).toEqual(['0.00', '0.25', '0.50', '0.75', '1.00']);
    expect(ticksOf([2.1, NaN])).toEqual(['0', '1', '2', '3']);
    expect(ticksOf([37, 120])).toEqual(['0', '50', '100', '150']);
    expect(ticksOf([0.3], true)).toEqual(['0 %', '10 %', '20 %', '30 %']);
  });

  it('is symmetric around 0 where values can be negative', () => {
    expect(ticksOf([-2, 1])).toEqual(['−2.0', '−1.5', '−1.0', '−0.5', '0.0', '0.5', '1.0', '1.5', '2.0']);
  });

  it('leaves out the outermost hundredth of the values, and says how many cells that is', () => {
    const scale = valueScaleOf(Float32Array.from({ length: 1000 }, (_, index) => (index < 5 ? 1000 : 1)));
    expect([scale.high, scale.beyond]).toEqual([1, 0.005]);
  });

  it('is 0 to 1 where there is nothing to show, or only zeros', () => {
    for (const values of [[], [NaN], [0, 0]]) {
      expect(valueScaleOf(Float32Array.from(values))).toMatchObject({ low: 0, high: 1, beyond: 0 });
    }
  });
});
