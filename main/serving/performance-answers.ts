import { KindredError } from '#shared/api/errors.ts';
import { didYouMean } from '#shared/domain/did-you-mean.ts';
import type { ModelVersion } from '#shared/domain/model-version.ts';
import type { ParamValue } from '#shared/domain/run.ts';
import type { Drift, ValidatedPrediction } from '#shared/domain/validated-prediction.ts';
import type { PerformanceModel, TrainingJob, ValidateAnswer } from '#shared/serving/performance.ts';
import type { ActiveModel } from '#runs/serving/performance/active-model.ts';
import type { PerformanceJob } from '#runs/serving/performance/port.ts';

/** A version as the API tells of it; what it does not tell is left out. */
export type KnownVersion = Pick<
  ModelVersion,
  | 'id'
  | 'model'
  | 'version'
  | 'model_version'
  | 'algorithm'
  | 'config'
  | 'status'
  | 'dataset'
  | 'metrics'
  | 'trained_at'
  | 'created_at'
  | 'bundle'
>;

export const momentOf = (at: number): string => new Date(at).toISOString();
const momentOrNull = (at: number | null): string | null => (at === null ? null : momentOf(at));

export function jobAnswer({ run, model, modelVersion }: PerformanceJob): TrainingJob {
  return {
    job_id: run.id,
    status: run.status,
    progress: run.progress,
    dataset: `${run.dataset.name}@${run.dataset.version}`,
    algorithm: run.algorithm,
    model,
    model_version: modelVersion,
    metrics: run.status === 'FINISHED' ? run.metrics : null,
    error: run.error,
    created_at: momentOf(run.created_at),
    started_at: momentOrNull(run.started_at),
    finished_at: momentOrNull(run.finished_at),
    status_url: `/api/train/performance-model/${run.id}`,
  };
}

export function modelAnswer(version: KnownVersion, active: string | null): PerformanceModel {
  return {
    id: version.id,
    model_version: version.model_version,
    name: version.model,
    version: version.version,
    algorithm: version.algorithm,
    config: version.config,
    status: version.status,
    active: version.model_version === active,
    dataset: version.dataset,
    metrics: version.metrics,
    trained_at: momentOrNull(version.trained_at),
    created_at: momentOf(version.created_at),
    bundle_sha256: version.bundle?.sha256 ?? null,
  };
}

/** The one version of a host that has a bundle and no registry; its id is the name that answers have. */
export function versionOfBundle({ modelVersion, bundle }: ActiveModel): KnownVersion {
  const { name, version, algorithm, config, metrics, lineage, sha256, bytes } = bundle;
  const { dataset, trained_at, registered } = lineage;
  return {
    id: modelVersion,
    model: name,
    version,
    model_version: modelVersion,
    algorithm,
    config: config as Record<string, ParamValue>,
    status: 'live',
    dataset: { name: dataset.name, version: dataset.version, fingerprint: dataset.fingerprint },
    metrics,
    trained_at,
    created_at: registered.at,
    bundle: { sha256, bytes },
  };
}

/** A version by id, or by the name that answers have. @throws KindredError not_found with the nearest name */
export function findModel(versions: readonly KnownVersion[], ref: string): KnownVersion {
  const found = versions.find(({ id, model_version }) => id === ref || model_version === ref);
  if (found) return found;
  const names = versions.map(({ model_version }) => model_version);
  throw new KindredError(
    'not_found',
    `There is no model ${JSON.stringify(ref.slice(0, 100))}.${didYouMean(ref, names)} GET /api/models says which there are.`,
  );
}

export function validateAnswer({ at, ...told }: ValidatedPrediction, drift: Drift): ValidateAnswer {
  const { actual_ms, predicted_ms, lower_ms, upper_ms } = told;
  const error = actual_ms - predicted_ms;
  return {
    prediction_id: told.prediction_id,
    model_version: told.model_version,
    predicted_ms,
    actual_ms,
    error_ms: error,
    absolute_error_ms: Math.abs(error),
    percentage_error: actual_ms === 0 ? null : Math.abs(error) / actual_ms,
    inside_interval: actual_ms >= lower_ms && actual_ms <= upper_ms,
    recorded_at: momentOf(at),
    drift,
  };
}
