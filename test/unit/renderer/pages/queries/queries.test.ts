import { describe, expect, it } from 'vitest';
import type { QueryRunReport } from '#shared/domain/query-report.ts';
import { featureNames, type QueryFeatures } from '#shared/domain/query-features.ts';
import { ViewPage } from '#shared/domain/saved-view.ts';
import { kindForSearch, kindOfSearch } from '../../../../../renderer/core/kind-of-search.ts';
import { viewPage } from '../../../../../renderer/core/view-page.ts';
import { importanceDomain } from '../../../../../renderer/pages/queries/run/importance-domain.ts';
import { slowestQueries } from '../../../../../renderer/pages/queries/run/slowest.ts';
import { predictCurl } from '../../../../../renderer/pages/queries/serving/predict-curl.ts';
import {
  emptyQueryForm,
  queryFormOfRun,
  queryRequestOf,
} from '../../../../../renderer/pages/queries/train/query-form.ts';
import { queryVerdict } from '../../../../../renderer/parts/query-verdict.ts';
import { timesFigure, timesWords } from '../../../../../renderer/plots/queries/times.ts';
import { formatFeature } from '../../../../../renderer/text/feature.ts';
import { light } from '../../../../../renderer/theme/tokens.ts';
import { sample } from '../../plots/queries/samples.ts';
import { sampleRun } from '../../sample-run.ts';
import { emptyReport } from '../../../training/empty-report.ts';

describe('the verdict of a run', () => {
  const errors = (mae_ms: number, r2: number | null = 0.5) => ({ r2, mae_ms, rmse_ms: 0, mape: null });
  const reportOf = (own: number, mean: number, last: number): QueryRunReport => ({
    ...emptyReport,
    errors: errors(own),
    baselines: { mean: errors(mean, -0.1), last_value: errors(last, null) },
  });

  it('says whether both baselines are beaten, with the figures of all three', () => {
    expect(queryVerdict(reportOf(2, 9, 4))).toEqual({
      tone: 'good',
      mark: '▲',
      sentence:
        'Better than both baselines: its mean absolute error is 2 ms, against 9 ms of the constant mean and 4 ms of the last value; R² 0.5000 against −0.1000 and –.',
    });
    expect(queryVerdict(reportOf(5, 9, 4)).sentence).toMatch(/^Better than the constant mean, but not than the last/);
    expect(queryVerdict(reportOf(5, 4, 9)).sentence).toMatch(/^Better than the last value, but not than the constant/);
    expect(queryVerdict(reportOf(9, 9, 4))).toMatchObject({ tone: 'bad' });
  });
});

it('the slowest queries stand once each, by their longest prediction', () => {
  const found = slowestQueries([sample('a', 1, 5), sample('b', 1, 9), sample('a', 1, 20), sample('c', 1, 9)], 3);
  expect(found.map(({ sample: { query_id: id, predicted_ms }, samples }) => [id, predicted_ms, samples])).toEqual([
    ['a', 20, 2],
    ['b', 9, 1],
    ['c', 9, 1],
  ]);
  expect(slowestQueries([sample('a', 1, 5)], 0)).toEqual([]);
});

it('one axis of importance holds every interval and zero', () => {
  const importance = [
    { feature: 'plan_cost', mean: 2, ci: [1.5, 2.5] as [number, number] },
    { feature: 'joins', mean: -0.1, ci: null },
  ];
  expect(importanceDomain(importance)).toEqual([-0.1, 2.5]);
  expect(importanceDomain([])).toEqual([0, 1]);
});

describe('the form of a run', () => {
  it('takes over the settings of an earlier run, each under its own name', () => {
    const run = sampleRun({
      kind: 'query_performance',
      algorithm: 'ridge',
      seed: 7,
      params: { alpha: 3, target_scale: 'log', test_share: 0.3, split_seed: 5, seed: 7, permutations: 4, other: 1 },
    });
    const parts = {
      config: ['alpha'],
      preparation: ['target_scale', 'imputation'],
      split: ['test_share', 'seed'],
      report: ['permutations'],
    };
    const form = queryFormOfRun(run, parts);
    expect(form).toMatchObject({
      algorithm: 'ridge',
      config: { alpha: 3 },
      preparation: { target_scale: 'log' },
      split: { test_share: 0.3, seed: 5 },
      report: { permutations: 4 },
      seed: 7,
    });
    expect(queryRequestOf(form)).toMatchObject({ permutations: 4, split: { test_share: 0.3, seed: 5 }, seed: 7 });
  });

  it('cannot be sent without a dataset, and leaves out names that nobody gave', () => {
    expect(queryRequestOf(emptyQueryForm)).toBeNull();
    const request = queryRequestOf({ ...emptyQueryForm, dataset: 'd', name: ' ' })!;
    expect(request).not.toHaveProperty('name');
    expect(request).not.toHaveProperty('experiment');
  });
});

it('a prediction is asked of the API with the same features', () => {
  const features = Object.fromEntries(featureNames.map((name, at) => [name, at || null])) as QueryFeatures;
  const curl = predictCurl('http://127.0.0.1:8000', features);
  expect(curl).toMatch(/^curl -s http:\/\/127\.0\.0\.1:8000\/api\/predict\/query-execution /);
  expect(JSON.parse(/-d '(.+)'$/.exec(curl)![1]!)).toEqual({ features });
});

it('features are written in their units', () => {
  expect(
    ['plan_cost', 'estimated_bytes', 'cache_hit_ratio', 'recent_mean_ms', 'joins'].map((name) =>
      formatFeature(name, name === 'joins' ? 2 : 0.25),
    ),
  ).toEqual(['0.2500', '0 B', '25.0 %', '0.25 ms', '2']);
  expect(formatFeature('joins', null)).toBe('–');
});

it('times are drawn over what each bar stands for, none where there is none', () => {
  const histogram = { edges: [0.1, 1, 10, 100], counts: [4, 0, 2] };
  const [bars] = timesFigure(histogram, light).data as unknown as { x: number[]; y: number[]; width: number[] }[];
  expect(bars!.y).toEqual([4, 2]);
  const ends = bars!.x.map((middle, at) => [-1, 1].map((side) => Math.log10(middle + (side * bars!.width[at]!) / 2)));
  expect(ends.flat().map((end) => end.toFixed(2))).toEqual(['-0.96', '-0.04', '1.04', '1.96']);
  expect(timesWords(histogram)).toBe('Samples by execution time. 0.1 ms – 1 ms: 4; 10 ms – 100 ms: 2.');
});

it('an address says its kind only where it is not the usual one', () => {
  expect([kindForSearch('recommender'), kindForSearch('query_performance')]).toEqual([
    {},
    { kind: 'query_performance' },
  ]);
  expect([
    kindOfSearch({}),
    kindOfSearch({ kind: 'recommender' }),
    kindOfSearch({ kind: 'query_performance' }),
  ]).toEqual([undefined, undefined, 'query_performance']);
});

it('what is saved of one kind never takes the name of what is saved of the other', () => {
  const kinds = ['recommender', 'query_performance'] as const;
  const pages = (['runs', 'compare', 'train'] as const).flatMap((page) => kinds.map((kind) => viewPage(page, kind)));
  expect(new Set(pages).size).toBe(6);
  for (const page of pages) expect(ViewPage.parse(page)).toBe(page);
});
