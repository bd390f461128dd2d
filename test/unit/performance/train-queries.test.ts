import { describe, expect, it } from 'vitest';
import { featureNames, featuresOf } from '#shared/domain/query-features.ts';
import { QueryRunReport } from '#shared/domain/query-report.ts';
import { Preparation, QuerySplit } from '#shared/domain/query-training.ts';
import { findQueryAlgorithm, parseQueryConfig } from '#runs/performance/algorithms/algorithms.ts';
import { loadQueryModel, predict } from '#runs/performance/query-model.ts';
import { rowOf, samplesOf, type QuerySamples } from '#runs/performance/samples.ts';
import { writeQuerySnapshot } from '#runs/performance/snapshot.ts';
import { trainQueries, type QueryTrainTask } from '#runs/performance/train-queries.ts';
import type { SavedModel } from '#runs/models/model.ts';
import { temporaryFolder } from '../data/fixture.ts';
import { madeSamples, row } from './query-samples.ts';

type Asked = Partial<Omit<QueryTrainTask, 'preparation' | 'split'>> & {
  preparation?: Partial<Preparation>;
  split?: Partial<QuerySplit>;
};

/** A run on these samples, with everything that it reported. */
async function trained(data: QuerySamples, { preparation, split, ...more }: Asked = {}, stopAfter = Infinity) {
  const { folder } = await writeQuerySnapshot(await temporaryFolder(), data);
  const algorithm = findQueryAlgorithm(more.algorithm ?? 'ridge');
  const files = new Map<string, string>();
  const metrics = new Map<string, number>();
  const params: Record<string, unknown> = {};
  let saved: SavedModel | undefined;
  let steps = 0;
  await trainQueries(
    {
      snapshotFolder: folder,
      algorithm: algorithm.name,
      learning_curve: 2,
      permutations: 3,
      seed: 1,
      ...more,
      config: parseQueryConfig(algorithm, more.config ?? {}),
      preparation: Preparation.parse(preparation ?? {}),
      split: QuerySplit.parse(split ?? {}),
    },
    {
      onProgress: () => (steps += 1),
      onParams: (found) => Object.assign(params, found),
      onMetrics: (entries) =>
        entries.forEach(({ name, step, value }) => metrics.set(step === 0 ? name : `${name} ${step}`, value)),
      onFiles: async (written) =>
        written.forEach(({ name, bytes }) => files.set(name, new TextDecoder().decode(bytes))),
      onModel: async (model) => void (saved = model),
      shouldStop: () => steps > stopAfter,
    },
  );
  const report = QueryRunReport.parse(JSON.parse(files.get('query_report.json')!));
  return { files, metrics, params, report, saved: saved!, model: loadQueryModel(saved!, algorithm), algorithm };
}

describe('a run about query performance', () => {
  it.each(['ridge', 'random_forest', 'gradient_boosting'])(
    'learns with %s what times are made of',
    async (algorithm) => {
      const { metrics, report } = await trained(madeSamples(160), { algorithm, split: { n_folds: 4 } });
      expect(metrics.get('r2')).toBeGreaterThan(0.7);
      expect(metrics.get('mae_ms')).toBeLessThan(metrics.get('baseline_mean_mae_ms')!);
      expect(metrics.get('interval_coverage@90')).toBeGreaterThan(0.82);
      expect(metrics.get('interval_coverage@90')).toBeLessThan(0.97);
      expect(metrics.get('n_test_queries')).toBe(160);
      expect(metrics.get('r2 4')).toBeTypeOf('number');
      // A query that was seen is told from its last time, which is what it is made of here but for the noise of 10 %.
      const [seen, fresh] = report.by_history;
      expect([seen!.seen, fresh!.seen, seen!.samples, fresh!.samples]).toEqual([true, false, 160, 160]);
      expect(seen!.errors.mape).toBeLessThan(0.25);
      expect(seen!.errors.mae_ms).toBeLessThan(fresh!.errors.mae_ms);
      expect(seen!.coverage).toBeGreaterThan(0.8);
      expect(fresh!.coverage).toBeGreaterThan(0.8);
      // What says nothing has no importance.
      const importance = new Map(report.importance.map(({ feature, mean }) => [feature, mean]));
      expect(new Set(report.importance.slice(0, 2).map(({ feature }) => feature))).toEqual(
        new Set(['plan_cost', 'recent_mean_ms']),
      );
      expect(Math.abs(importance.get('index_scans')!)).toBe(0);
      expect(importance.get('relation_bytes')!).toBeLessThan(importance.get('plan_cost')! / 10);
      expect(report.learning_curve.map(({ queries }) => queries)).toEqual([44, 88]);
    },
  );

  it('without history has one estimator, which answers for queries that were seen too', async () => {
    const data = madeSamples(60);
    data.features.set(
      data.features.map((value, at) => (at % 12 === 9 ? 0 : at % 12 === 8 || at % 12 === 10 ? NaN : value)),
    );
    const { model, report } = await trained(data);
    expect(model.seen).toBeNull();
    expect(model.calibration.seen).toEqual(model.calibration.fresh);
    expect(report.by_history.map(({ seen }) => seen)).toEqual([false]);
    const known = featuresOf(rowOf(data, 5));
    expect(predict(model, { ...known, recent_mean_ms: 1e6 }).predicted_ms).toBe(predict(model, known).predicted_ms);
  });

  it('saves the model that it measured', async () => {
    const data = madeSamples(60);
    const { model, report } = await trained(data, { algorithm: 'random_forest' });
    for (const sample of report.predictions) {
      const at = data.sampledAt.findIndex(
        (time, index) => time === sample.sampled_at && data.queryIds[data.of[index]!] === sample.query_id,
      );
      const found = predict(model, featuresOf(rowOf(data, at)));
      expect(found.predicted_ms).toBe(sample.predicted_ms);
      expect(found.interval).toEqual({ lower_ms: sample.lower_ms, upper_ms: sample.upper_ms, level: 0.9 });
      expect(found.confidence).toBeGreaterThan(0.5);
    }
  });

  it('writes the same bytes each time', async () => {
    const [a, b] = [await trained(madeSamples(50)), await trained(madeSamples(50))];
    expect([...b.files]).toEqual([...a.files]);
    expect(JSON.stringify(b.saved)).toBe(JSON.stringify(a.saved));
  });

  it('writes a report for people, and predictions that a spreadsheet opens', async () => {
    const { files } = await trained(madeSamples(50));
    const markdown = files.get('statistical_report.md')!;
    for (const name of featureNames) expect(markdown).toContain(`| ${name} |`);
    expect(markdown).toContain('modelled as log(1 + ms)');
    expect(markdown).toContain('concurrent_load is the same in every sample');
    const [head, ...lines] = files.get('predictions.csv')!.trimEnd().split('\r\n');
    expect(head).toBe('query_id,fold,sampled_at,actual_ms,predicted_ms,lower_ms,upper_ms,residual,query');
    expect(lines).toHaveLength(20);
  });

  it('says what was not finite in the samples', async () => {
    const data = madeSamples(50);
    data.features[0] = Infinity;
    data.features[12] = NaN;
    const { report } = await trained(data, { split: { test_share: 0.1, calibration_share: 0.1 } });
    const raw = report.preparation.columns[0]!.raw;
    expect(raw.infinite + raw.missing).toBeLessThanOrEqual(2);
    expect(raw.known + raw.infinite + raw.missing).toBe(report.preparation.samples);
  });

  it('has no R² but errors where all times are equal', async () => {
    const data = samplesOf(Array.from({ length: 30 }, (_, at) => row(`q${at + 10}`, 5, { plan_cost: at })));
    const { metrics, report } = await trained(data, { split: { calibration_share: 0.4 } });
    expect(report.errors).toMatchObject({ r2: null, mae_ms: expect.closeTo(0, 9) as number });
    expect(metrics.get('r2')).toBeNaN();
    expect(metrics.get('interval_coverage@90')).toBe(1);
  });

  it('learns below a millisecond where log(ms) is modelled', async () => {
    const data = madeSamples(120);
    data.times.set(data.times.map((time) => time / 1e4));
    const [log, log1p] = [
      await trained(data, { preparation: { target_scale: 'log' } }),
      await trained(data, { preparation: { target_scale: 'log1p' } }),
    ];
    expect(log.metrics.get('mape')).toBeLessThan(log1p.metrics.get('mape')!);
  });

  it.each([
    ['one sample', samplesOf([row('a', 1)]), /none of these may be empty/],
    ['eight queries', madeSamples(8), /needs 9 samples for calibration/],
  ])('refuses %s', async (_what, data, sentence) => {
    await expect(trained(data)).rejects.toThrow(sentence);
  });

  it.each([1, 20, 125])('stops after %i steps', async (steps) => {
    await expect(trained(madeSamples(40), { algorithm: 'gradient_boosting' }, steps)).rejects.toMatchObject({
      code: 'cancelled',
    });
  });
});

const without = (arrays: SavedModel['arrays'], name: string): SavedModel['arrays'] =>
  Object.fromEntries(Object.entries(arrays).filter(([other]) => other !== name));

describe('a saved model', () => {
  const damages: [string, (saved: SavedModel) => SavedModel, RegExp][] = [
    [
      'without a preparation',
      ({ arrays, meta }) => ({ arrays: without(arrays, 'prepare_fill'), meta }),
      /no array "prepare_fill"/,
    ],
    [
      'with eleven features',
      ({ arrays, meta }) => ({ arrays: { ...arrays, prepare_mean: new Float64Array(11) }, meta }),
      /11 numbers instead of 12/,
    ],
    [
      'with NaN',
      ({ arrays, meta }) => ({ arrays: { ...arrays, prepare_upper: new Float64Array(12).fill(NaN) }, meta }),
      /not finite/,
    ],
    [
      'with a negative scale',
      ({ arrays, meta }) => ({ arrays: { ...arrays, prepare_scale: new Float64Array(12).fill(-1) }, meta }),
      /scales is negative/,
    ],
    [
      'with bounds the wrong way round',
      ({ arrays, meta }) => ({ arrays: { ...arrays, prepare_lower: new Float64Array(12).fill(1e9) }, meta }),
      /above the upper one/,
    ],
    [
      'with a negative margin',
      ({ arrays, meta }) => ({ arrays, meta: { ...meta, seen_margin: -1 } }),
      /margin of its interval is negative/,
    ],
    [
      'without a scale of times',
      ({ arrays, meta }) => ({ arrays, meta: { ...meta, target_scale: 'sqrt' } }),
      /on which scale/,
    ],
  ];

  it.each(damages)('%s is refused', async (_what, damage, sentence) => {
    const { saved, algorithm } = await trained(madeSamples(40), { learning_curve: 0, permutations: 0 });
    expect(() => loadQueryModel(damage(saved), algorithm)).toThrow(sentence);
  });

  it('knows less of a query outside of what it saw, and says so', async () => {
    const data = madeSamples(40);
    const { model } = await trained(data, { learning_curve: 0, permutations: 0 });
    const known = featuresOf(rowOf(data, 3));
    const { confidence } = predict(model, known);
    expect(predict(model, { ...known, plan_cost: 1e12 }).confidence).toBeCloseTo(confidence - 1 / 12, 12);
    const nothing = Object.fromEntries(featureNames.map((name) => [name, null])) as typeof known;
    expect(predict(model, nothing)).toMatchObject({ confidence: 0 });
    expect(predict(model, nothing).predicted_ms).toBeGreaterThan(0);
  });
});
