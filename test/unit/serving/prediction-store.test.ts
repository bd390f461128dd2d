import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { driftOf } from '#shared/domain/validated-prediction.ts';
import { openInteractionStore } from '#runs/serving/interaction-store.ts';
import { openPredictionStore, type PredictionStore } from '#runs/serving/performance/prediction-store.ts';
import { tempHome } from '../../support/temp-home.ts';

const opened: (() => void)[] = [];
afterEach(() => opened.splice(0).forEach((close) => close()));

function fileOf(): string {
  const { home, remove } = tempHome();
  opened.push(remove);
  return join(home, 'serving', 'predictions.db');
}

function storeIn(file = fileOf()): PredictionStore {
  const store = openPredictionStore(file);
  opened.unshift(() => store.close());
  return store;
}

const prediction = (id: string, model = 'latency_v1') => ({
  prediction_id: id,
  model_version: model,
  predicted_ms: 10,
  lower_ms: 5,
  upper_ms: 20,
  features: '{}',
  predicted_at: 1,
});

describe('predictions', () => {
  it('are kept until their time is told, also by another process of the same folder', () => {
    const file = fileOf();
    storeIn(file).add(prediction('a'));
    const told = storeIn(file).validate('a', 12, 100);
    expect(told).toEqual({ prediction_id: 'a', model_version: 'latency_v1', at: 100, predicted_ms: 10, lower_ms: 5, upper_ms: 20, actual_ms: 12 }); // prettier-ignore
    expect(storeIn(file).validated({ limit: 10 })).toEqual([told]);
  });

  it('are told of once: the same time again changes nothing, another one is refused', () => {
    const store = storeIn();
    store.add(prediction('a'));
    const first = store.validate('a', 12, 100);
    expect(store.validate('a', 12, 200)).toEqual(first);
    expect(() => store.validate('a', 13, 200)).toThrow(/was told to have taken 12 ms already/);
    expect(() => store.validate('b', 1, 200)).toThrow(/There is no prediction "b"/);
  });

  it('that were told of come newest last, of one version or of all', () => {
    const store = storeIn();
    for (const [id, model] of [['a', 'v1'], ['b', 'v2'], ['c', 'v1'], ['d', 'v1']] as const) store.add(prediction(id, model)); // prettier-ignore
    for (const [at, id] of ['c', 'a', 'b'].entries()) store.validate(id, at, at);
    const ids = (query: Parameters<PredictionStore['validated']>[0]) => store.validated(query).map((each) => each.prediction_id); // prettier-ignore
    expect(ids({ limit: 10 })).toEqual(['c', 'a', 'b']);
    expect(ids({ limit: 2 })).toEqual(['a', 'b']);
    expect(ids({ limit: 10, modelVersion: 'v1' })).toEqual(['c', 'a']);
  });

  it('are not read from a file of another kind', () => {
    const file = fileOf();
    openInteractionStore(file).close();
    expect(() => openPredictionStore(file)).toThrow(/is not a Kindred file of predictions/);
  });
});

it('drift is 0 of nothing, and counts by hand', () => {
  expect(driftOf([])).toEqual({ validated: 0, mae_ms: null, bias_ms: null, mape: null, coverage: null });
  const told = [0, 8, 30].map((actual_ms, at) => ({ ...prediction(String(at)), at, actual_ms }));
  const drift = driftOf(told);
  expect(drift).toMatchObject({ validated: 3, coverage: 1 / 3 });
  expect(drift.mae_ms).toBeCloseTo((10 + 2 + 20) / 3, 12);
  expect(drift.bias_ms).toBeCloseTo((-10 - 2 + 20) / 3, 12);
  // A time of 0 has no percentage.
  expect(drift.mape).toBeCloseTo((2 / 8 + 20 / 30) / 2, 12);
});
