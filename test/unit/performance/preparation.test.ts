import { describe, expect, it } from 'vitest';
import { featureNames } from '#shared/domain/query-features.ts';
import { Preparation } from '#shared/domain/query-training.ts';
import { fitPreparation, prepareRow, prepareSamples } from '#runs/performance/preparation.ts';
import { samplesOf, width } from '#runs/performance/samples.ts';
import { fromScale, toScale } from '#runs/performance/target-scale.ts';
import { features, row } from './query-samples.ts';

const how = (more: Partial<Preparation> = {}): Preparation => ({ ...Preparation.parse({}), ...more });
const all = (count: number) => Int32Array.from({ length: count }, (_, at) => at);
const column = (name: string) => featureNames.indexOf(name as (typeof featureNames)[number]);

/** Samples with these values of `joins`, which is learned from as it is. */
const joins = (values: readonly number[]) =>
  samplesOf(values.map((value, at) => row(`q${at + 1000}`, 1, { joins: value })));

function prepared(values: readonly number[], more: Partial<Preparation> = {}) {
  const data = joins(values);
  const { columns, report } = fitPreparation(data, all(values.length), how(more));
  const rows = prepareSamples(columns, data, all(values.length));
  return {
    columns,
    report,
    values: values.map((_, at) => rows[at * width + column('joins')]!),
    facts: report.columns[column('joins')]!,
  };
}

describe('preparation', () => {
  it('gives a z-score: mean 0 and standard deviation 1 on the training part', () => {
    const { values } = prepared([1, 2, 3, 4], { clip_percentile: 100 });
    // mean 2.5, population standard deviation √1.25
    expect(values).toEqual(
      [-1.5, -0.5, 0.5, 1.5].map((value) => expect.closeTo(value / Math.sqrt(1.25), 12) as number),
    );
  });

  it('fills in the mean, or 0', () => {
    const mean = prepared([2, NaN, 4], { clip_percentile: 100, standardise: false });
    expect(mean.values).toEqual([2, 3, 4]);
    const zero = prepared([2, NaN, 4], { clip_percentile: 100, standardise: false, imputation: 'zero' });
    expect(zero.values).toEqual([2, 0, 4]);
    expect(mean.facts).toMatchObject({ imputed_with: 3, raw: { known: 2, missing: 1, infinite: 0 } });
  });

  it('takes infinite values for unknown ones, and says so', () => {
    const { values, report, facts } = prepared([2, Infinity, 4, -Infinity], {
      clip_percentile: 100,
      standardise: false,
    });
    expect(values).toEqual([2, 3, 4, 3]);
    expect(facts.raw).toMatchObject({ known: 2, infinite: 2 });
    expect(report.problems).toContain('joins is infinite in 2 of 4 samples; they count as unknown.');
  });

  it('clips to percentiles on both sides, as numpy interpolates them', () => {
    const { values, facts } = prepared([...Array.from({ length: 100 }, (_, at) => at), 1000], {
      clip_percentile: 90,
      standardise: false,
    });
    expect(facts.clip).toEqual({ lower: 10, upper: 90, clipped: 20 });
    expect([values[0], values[50], values[100]]).toEqual([10, 50, 90]);
  });

  it('learns nothing from what is the same everywhere, or known nowhere', () => {
    const same = prepared([7, 7, 7]);
    expect(same.values).toEqual([0, 0, 0]);
    expect(same.facts.constant).toBe(true);
    const nothing = prepared([NaN, NaN]);
    expect(nothing.values).toEqual([0, 0]);
    expect(nothing.report.problems).toContain('joins is unknown in every sample, so nothing is learned from it.');
  });

  it('takes the logarithm of what ranges over orders of magnitude', () => {
    const data = samplesOf([10, 1000].map((cost, at) => row(`q${at}`, 1, { plan_cost: cost })));
    const { columns } = fitPreparation(data, all(2), how({ clip_percentile: 100, standardise: false }));
    const out = prepareSamples(columns, data, all(2));
    expect(out[column('plan_cost')]).toBeCloseTo(Math.log(11), 12);
    expect(out[width + column('plan_cost')]).toBeCloseTo(Math.log(1001), 12);
  });

  it('is fitted on the training part alone', () => {
    const data = joins([1, 2, 3, 1000]);
    const alone = fitPreparation(joins([1, 2, 3]), all(3), how());
    expect(fitPreparation(data, all(3), how())).toEqual(alone);
    const out = new Float64Array(width);
    prepareRow(alone.columns, features({ joins: 1000 }), out);
    expect(out[column('joins')]).toBeLessThan(2);
  });

  it('works with one sample, and refuses none', () => {
    expect(prepared([5]).values).toEqual([0]);
    expect(() => fitPreparation(joins([1]), all(0), how())).toThrow(/training part has no samples/);
  });

  it('describes every feature', () => {
    const { report } = prepared([1, 2]);
    expect(report).toMatchObject({ samples: 2, features: 12, target_scale: 'log1p' });
    for (const { unit, source, description } of report.columns) expect([unit, source, description]).not.toContain('');
  });
});

describe('the scale of times', () => {
  it.each(['log1p', 'log'] as const)('%s is there and back', (scale) => {
    for (const ms of [0.001, 0.5, 1, 37.5, 3_600_000]) expect(fromScale(toScale(ms, scale), scale)).toBeCloseTo(ms, 6);
  });

  it('gives no negative and no infinite time', () => {
    expect(fromScale(-5, 'log1p')).toBe(0);
    expect(Number.isFinite(fromScale(5000, 'log'))).toBe(true);
    expect(Number.isFinite(toScale(0, 'log'))).toBe(true);
  });
});

describe('samples', () => {
  it('refuse eleven features and times that are none', () => {
    const good = row('a', 1);
    expect(() => samplesOf([{ ...good, features: good.features.slice(1) }])).toThrow(
      /has 11 features, and there are 12/,
    );
    for (const time of [NaN, Infinity, -1]) expect(() => samplesOf([{ ...good, time }])).toThrow(/which is none/);
  });

  it('have the same order whatever the order of their rows', () => {
    const rows = [row('b', 2, {}, 2), row('a', 3, {}, 1), row('b', 1, {}, 1)];
    expect(samplesOf(rows.toReversed())).toEqual(samplesOf(rows));
    expect([...samplesOf(rows).times]).toEqual([3, 1, 2]);
  });
});
