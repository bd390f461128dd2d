import type { Generated, Insertable } from 'kysely';
import type { Kind } from '#shared/domain/kind.ts';
import type { RegistryEvent } from '#shared/domain/model-version.ts';
import type { Retraining } from '#shared/domain/retraining.ts';
import type { ParamValue, RunSplitKind, RunStatus } from '#shared/domain/run.ts';
import type { ViewPage } from '#shared/domain/saved-view.ts';
import type { SweepStatus } from '#shared/domain/sweep.ts';

/** Milliseconds since 1970, a whole number. */
type Time = number;
/** 0 or 1. */
type Flag = number;
/** A value as JSON text. */
type Json = string;
/** Checksum of the row's other columns (`seal.ts`). */
type Sealed = { crc: number };

export type ParamType = 'text' | 'number' | 'boolean' | 'null';

/** The tables of the store, as the newest migration leaves them. `run` is a run's number everywhere. */
export type Tables = {
  experiments: Sealed & { id: string; name: string; created_at: Time; kind: Kind };
  datasets: Sealed & {
    id: string;
    name: string;
    version: number;
    fingerprint: string;
    created_at: Time;
    /** Everything else of a `Dataset`, or of what its kind has instead. */
    facts: Json;
    kind: Kind;
  };
  /** What may still be brought back. */
  deleted_datasets: Sealed & { dataset_id: string; deleted_at: Time };
  runs: Sealed & {
    number: number;
    id: string;
    name: string;
    experiment_id: string;
    dataset_id: string;
    algorithm: string;
    status: RunStatus;
    split_kind: RunSplitKind;
    split_fingerprint: string;
    candidates: string;
    ks: Json;
    seed: number;
    note: string;
    parent_id: string | null;
    created_at: Time;
    started_at: Time | null;
    finished_at: Time | null;
    duration_ms: number | null;
    error: string | null;
    deleted_at: Time | null;
    /** Equal for runs that agree in everything but the seed. */
    group_key: string;
  };
  /** Who works on a run that has not ended. Written every few seconds, so it carries no checksum. */
  leases: { run: number; owner: Json; until: Time; until_monotonic: number };
  params: Sealed & {
    run: number;
    key: string;
    type: ParamType;
    text_value: string | null;
    /** Numbers, and booleans as 0 and 1. */
    number_value: number | null;
  };
  /** The last logged value of each metric: what tables show, sort and filter by. `value` is null where it is not a number. */
  metrics: Sealed & { run: number; name: string; step: number; value: number | null; is_nan: Flag; at: Time };
  metric_history: Sealed & {
    sequence: Generated<number>;
    run: number;
    name: string;
    step: number;
    value: number | null;
    is_nan: Flag;
    at: Time;
  };
  tags: Sealed & { run: number; key: string; value: string };
  splits: Sealed & { fingerprint: string; dataset_id: string; kind: RunSplitKind; facts: Json };
  artifacts: Sealed & { run: number; name: string; sha256: string; bytes: number; content_type: string };
  /** Databases to read from; `settings` is a `ConnectionSettings`, which has no password. */
  connections: Sealed & { id: string; name: string; settings: Json; created_at: Time };
  /** `users` is a list of ids. */
  user_groups: Sealed & { id: string; dataset_id: string; name: string; users: Json; origin: string; created_at: Time };
  /** What a page's address says behind its `?`, under a name. */
  views: Sealed & { id: string; page: ViewPage; name: string; search: string; created_at: Time };
  /** Searches over parameters; `request` is a `SweepRequest`, `owner` the process that works on it. */
  sweeps: Sealed & {
    id: string;
    name: string;
    request: Json;
    status: SweepStatus;
    owner: Json;
    created_at: Time;
    resumed_at: Time;
    finished_at: Time | null;
    error: string | null;
  };
  models: Sealed & { id: string; name: string; created_at: Time; kind: Kind };
  /** Never changed: what a version is for is in `model_aliases`. */
  model_versions: Sealed & {
    id: string;
    model_id: string;
    version: number;
    /** Null for one that was imported. */
    run: number | null;
    /** Where it came from, as it was when it was registered (`VersionFacts`). */
    facts: Json;
    note: string;
    made_by: string;
    created_at: Time;
    bundle_sha256: string | null;
    bundle_bytes: number | null;
  };
  model_aliases: Sealed & { model_id: string; alias: string; version: number };
  /** Never changed. */
  model_events: Sealed & {
    sequence: Generated<number>;
    model_id: string;
    version: number;
    at: Time;
    kind: RegistryEvent['kind'];
    alias: string | null;
    from_version: number | null;
    made_by: string;
    note: string;
    override_reason: string | null;
    gates: Json;
    comparison: Json | null;
  };
  /** `settings` is a `RetrainSettings`. */
  retrain_plans: Sealed & { model_id: string; settings: Json; made_by: string; changed_at: Time };
  retrainings: Sealed & {
    sequence: Generated<number>;
    id: string;
    model_id: string;
    /** The time of the schedule that it was for; null where somebody asked for it. */
    due_at: Time | null;
    started_at: Time;
    outcome: Retraining['outcome'];
    /** Everything else of a `Retraining`. */
    facts: Json;
    /** The process that does it. */
    owner: Json;
  };
};

export type ParamColumns = Pick<Tables['params'], 'type' | 'text_value' | 'number_value'>;

/** A param as its columns; `paramValue` is the way back. */
export function paramColumns(value: ParamValue): ParamColumns {
  switch (typeof value) {
    case 'string':
      return { type: 'text', text_value: value, number_value: null };
    case 'number':
      return { type: 'number', text_value: null, number_value: value };
    case 'boolean':
      return { type: 'boolean', text_value: null, number_value: value ? 1 : 0 };
    default:
      return { type: 'null', text_value: null, number_value: null };
  }
}

export function paramValue({ type, text_value, number_value }: ParamColumns): ParamValue {
  if (type === 'text') return text_value;
  return type === 'boolean' ? number_value === 1 : number_value;
}

/** Columns of a row that the program gives; `crc` is `seal`'s. */
export type Columns<T extends keyof Tables> = Omit<Insertable<Tables[T]>, 'crc'>;
