import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EvaluationReport } from '#shared/domain/evaluation-report.ts';
import { metricDefinition } from '#shared/domain/metric.ts';
import { SplitSpec } from '#shared/domain/split.ts';
import { meanWithInterval } from '#shared/domain/statistics.ts';
import { buildMatrix } from '#runs/data/build-matrix.ts';
import { readSnapshot } from '#runs/data/snapshot.ts';
import { makeSplit } from '#runs/data/split.ts';
import { evaluate } from '#runs/evaluation/evaluate.ts';
import { decodePerUser } from '#runs/evaluation/per-user-codec.ts';
import { localCompute } from '#runs/matrix/local-compute.ts';
import { findAlgorithm, parseConfig } from '#runs/models/algorithms.ts';
import { recommenderOf } from '#runs/training/recommender-of.ts';
import { noSide } from '../../suites/no-side.ts';
import { optionsWith } from '../evaluation/examples.ts';
import { jsonOf, sampleSnapshot, trainSample, type Said } from './task.ts';

let sample: Awaited<ReturnType<typeof sampleSnapshot>>;
beforeAll(async () => {
  sample = await sampleSnapshot();
});
afterAll(() => sample.remove());

const reportOf = ({ files }: Said) => EvaluationReport.parse(jsonOf(files.get('evaluation.json')));

describe('a run with a validation part', () => {
  const split = { kind: 'random', validation_share: 0.25 };

  it('measures it with a model that has not seen it, and tests one that learned from both', async () => {
    const [validated, plain] = [
      await trainSample(sample, { split }),
      await trainSample(sample, { split: { kind: 'random' } }),
    ];
    const { metrics } = validated;
    const ownNames = Object.keys(plain.metrics).filter((name) => !name.endsWith('_ms'));
    expect(ownNames.map((name) => metrics[name])).toEqual(ownNames.map((name) => plain.metrics[name]));
    expect(validated.files.get('per_user_metrics.bin')).toEqual(plain.files.get('per_user_metrics.bin'));
    expect(validated.files.get('model/ids.npy')).toEqual(plain.files.get('model/ids.npy'));

    const expected = await byHand();
    const logged = Object.entries(metrics).filter(([name]) => name.startsWith('val_'));
    expect(logged.length).toBeGreaterThan(10);
    expect(logged).toEqual(logged.map(([name]) => [name, expected[name.slice('val_'.length)]]));
    expect(metrics['val_ndcg@10']).not.toBe(metrics['ndcg@10']);
  });

  it('says which part each number came from', async () => {
    const { params, files } = await trainSample(sample, { split });
    expect(params).toMatchObject({
      metrics_of: 'test part, by the model trained again on training and validation part',
      val_metrics_of: 'validation part, by the model trained without it',
      model_trained_on: 'training and validation part',
    });
    const { validation, definitions } = EvaluationReport.parse(jsonOf(files.get('evaluation.json')));
    expect(validation).toMatchObject({ share: 0.25 });
    expect(definitions['val_ndcg']!.definition).toMatch(/^On the validation part, by the model .* Gain binary/);
  });

  /** The same by the shortest way: split, train, evaluate. */
  async function byHand(): Promise<Record<string, number>> {
    const snapshot = readSnapshot(sample.snapshotFolder);
    const { trainRows, test } = makeSplit(snapshot, SplitSpec.parse(split), sample.weighting).folds[0]!.validation!;
    const ratings = buildMatrix(snapshot.interactions, trainRows, sample.weighting);
    const algorithm = findAlgorithm('user_knn');
    const config = parseConfig(algorithm, {});
    const context = { seed: 42, side: noSide, compute: localCompute(() => false), onStep: () => undefined };
    const model = await algorithm.train(ratings, config, { ...context, shouldStop: () => false });
    return evaluate(recommenderOf(model, ratings, config, 42), ratings, test, optionsWith()).metrics;
  }
});

describe('a run over folds', () => {
  it('logs each fold and then their mean, and reports its interval and the bounds of all folds', async () => {
    const said = await trainSample(sample, {
      split: { kind: 'folds', n_folds: 4, validation_share: 0.2 },
      algorithm: 'popularity',
    });
    const report = reportOf(said);
    expect(report.folds).toBe(4);
    for (const name of ['ndcg@10', 'coverage@5', 'val_recall@10']) {
      const values = said.history[name]!.map(({ value }) => value);
      expect(said.history[name]!.map(({ step }) => step)).toEqual([1, 2, 3, 4, 5]);
      expect(values[4]).toBe(meanWithInterval(values.slice(0, 4)).mean);
    }
    const folds = said.history['ndcg@10']!.slice(0, 4).map(({ value }) => value);
    expect(report.intervals!['ndcg@10']).toEqual(meanWithInterval(folds));
    const { optimistic, pessimistic } = report.tie_bounds!['ndcg@10']!;
    expect(Number(optimistic)).toBeGreaterThan(Number(pessimistic));
    expect(Number(report.metrics['ndcg@10'])).toBeGreaterThanOrEqual(Number(pessimistic));
    expect(Number(report.metrics['ndcg@10'])).toBeLessThanOrEqual(Number(optimistic));
  });
});

describe('the report of a run', () => {
  it('defines every number that it has, and says how what training never saw was treated', async () => {
    const said = await trainSample(sample, {
      split: { kind: 'temporal' },
      evaluation: { unknown_items: 'drop', unknown_users: 'skip' },
    });
    const report = reportOf(said);
    expect(report).toMatchObject({
      unknown_items: 'drop',
      unknown_users: 'skip',
      folds: 1,
      intervals: null,
      seen_left_out: 0,
    });
    for (const name of Object.keys(report.metrics)) {
      const { title, direction, definition } = metricDefinition(name)!;
      expect(report.definitions[name.split('@')[0]!]).toEqual({ title, direction, definition });
    }
    expect(report.counts.evaluated).toBe(said.metrics['n_users_evaluated']);
  });

  it('comes with what users are sliced by: their items in train and their true group', async () => {
    const { files } = await trainSample(sample, {});
    const facts = decodePerUser(files.get('user_facts.bin')!);
    const { groups, interactions } = readSnapshot(sample.snapshotFolder);
    expect([...facts['group']!]).toEqual([...groups!.ofUser]);
    expect(facts['train_items']).toHaveLength(interactions.userIds.size);
    expect(Math.min(...facts['train_items']!)).toBeGreaterThan(0);
  });
});

describe('a run on data whose groups are known', () => {
  it('says how much of them its scores show; one that scores all users alike shows nothing', async () => {
    const sharp = await sampleSnapshot({ topics: { count: 1, focus: 0 }, overlap: [] });
    const similar = await trainSample(sharp, { algorithm: 'pure_svd', config: { factors: 6 } });
    const alike = await trainSample(sharp, { algorithm: 'popularity' });
    await sharp.remove();
    expect(similar.metrics['recovery_ari']).toBeGreaterThan(0.5);
    expect(similar.metrics['recovery_nmi']).toBeGreaterThan(0.5);
    expect(similar.metrics['recovery_contrast']).toBeGreaterThan(0.2);
    expect(alike.metrics['recovery_ari']).toBe(0);
    expect(Math.abs(alike.metrics['recovery_contrast']!)).toBeLessThan(1e-9);
  });
});
