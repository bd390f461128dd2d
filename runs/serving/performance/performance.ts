import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { KindredError } from '#shared/api/errors.ts';
import type { QueryFeatures } from '#shared/domain/query-features.ts';
import type { QueryPlan } from '#shared/domain/query-dataset.ts';
import type { QueryPrediction } from '#shared/domain/query-report.ts';
import { driftOf, type Drift, type ValidatedPrediction } from '#shared/domain/validated-prediction.ts';
import { createActiveModel, type ActiveModelHolder } from './active-model.ts';
import type { PerformancePort } from './port.ts';
import { openPredictionStore, type PredictionStore } from './prediction-store.ts';

/** Predictions over which drift is told. */
export const driftWindow = 1000;

/** Where predictions are kept below the folder of a serving API. */
export const predictionsFile = 'predictions.db';

export type Predicted = QueryPrediction & { predictionId: string; modelVersion: string };

/** How long queries take, and how right that was. No HTTP here. */
export type Performance = {
  port: PerformancePort;
  active: ActiveModelHolder;
  /** Null where no model is active; what is said is written down before, so that its actual time can be told. */
  predict(features: QueryFeatures): Promise<Predicted | null>;
  explain(ask: { sql: string; connection?: string | undefined }): Promise<QueryPlan>;
  /** @throws KindredError not_found, conflict */
  validate(predictionId: string, actualMs: number): ValidatedPrediction;
  drift(modelVersion: string): Drift;
  close(): void;
};

export function createPerformance(options: {
  folder: string;
  port: PerformancePort;
  now: () => number;
  onChange: () => void;
}): Performance {
  const { folder, port, now } = options;
  const active = createActiveModel(now, options.onChange);
  let store: PredictionStore | null = null;
  /** Opened with the first prediction: hosts that only recommend have no such file. */
  const predictions = () => (store ??= openPredictionStore(join(folder, predictionsFile)));

  return {
    port,
    active,
    async predict(features) {
      const served = active.current();
      if (!served) return null;
      const { predict } = await import('#runs/performance/query-model.ts');
      const said = predict(served.model, features);
      const { predicted_ms, interval } = said;
      const numbers = [predicted_ms, interval.lower_ms, interval.upper_ms];
      if (!numbers.every((value) => Number.isFinite(value))) {
        throw new KindredError('unavailable', `${served.modelVersion} has no finite answer for these features.`);
      }
      const predictionId = randomUUID();
      predictions().add({
        prediction_id: predictionId,
        model_version: served.modelVersion,
        predicted_ms,
        lower_ms: interval.lower_ms,
        upper_ms: interval.upper_ms,
        features: JSON.stringify(said.features),
        predicted_at: now(),
      });
      return { ...said, predictionId, modelVersion: served.modelVersion };
    },
    explain: (ask) => port.explain(ask),
    validate: (id, actualMs) => predictions().validate(id, actualMs, now()),
    drift: (modelVersion) => driftOf(predictions().validated({ modelVersion, limit: driftWindow })),
    close: () => store?.close(),
  };
}
