import { z } from 'zod';
import { GroupDelta, MetricDelta } from './comparison.ts';
import { Id } from './id.ts';
import { Kind } from './kind.ts';
import { MetricValue } from './metric.ts';
import { ParamValue, RunSplitKind } from './run.ts';
import { Candidates } from './split.ts';

/** Part of addresses, file names and `NAME@ALIAS`, so it has none of their separators. */
export const ModelName = z
  .string()
  .trim()
  .max(80)
  .regex(/^[\p{L}\p{N}][\p{L}\p{N}._-]*$/u, 'a name of letters, digits, dots, dashes and underscores');

/** What a version is for. `live` and `previous` follow promotion and roll-back; every other alias is set by hand. */
export const Alias = z
  .string()
  .max(40)
  .regex(/^(?!v\d+$)[a-z][a-z0-9_-]*$/, 'an alias of small letters, digits, dashes and underscores that is no version');

/** What is written beside a decision that goes against a gate. */
export const OverrideReason = z.string().trim().min(10, 'a reason of at least 10 characters').max(2000);

/** One condition of promotion, computed from data. */
export const Gate = z.object({
  name: z.enum(['same_data', 'metric', 'groups', 'baselines', 'coverage', 'smoke_call']),
  title: z.string(),
  ok: z.boolean(),
  /** What was found, in figures. */
  detail: z.string(),
});

const RunRef = z.object({ id: Id, number: z.int(), name: z.string() });

/** What a version was compared with before it was promoted; a = the version that was live. */
export const Evidence = z.object({
  against: z.object({ version: z.int(), run: RunRef }),
  comparable: z.boolean(),
  reasons: z.array(z.string()),
  /** One sentence a person can quote. */
  summary: z.string(),
  /** The metric that decided. */
  metric: z.string(),
  metrics: z.array(MetricDelta),
  /** What the groups are: those of the data, or by activity. */
  grouping: z.string(),
  groups: z.array(GroupDelta),
});

export const VersionStatus = z.enum(['live', 'candidate', 'previous', 'registered']);

/** A run's model under a name: what it came from never changes, what it is for (aliases, status) does. */
export const ModelVersion = z.object({
  id: Id,
  model: ModelName,
  kind: Kind,
  version: z.int(),
  /** As answers of the serving API name it: `collaborative_filtering_v1`. */
  model_version: z.string(),
  run: RunRef,
  dataset: z.object({ name: z.string(), version: z.int(), fingerprint: z.string() }),
  split: z.object({ kind: RunSplitKind, fingerprint: z.string(), candidates: Candidates }),
  algorithm: z.string(),
  config: z.record(z.string(), ParamValue),
  seed: z.int(),
  metrics: z.record(z.string(), MetricValue),
  trained_at: z.number().nullable(),
  note: z.string(),
  by: z.string(),
  created_at: z.number(),
  aliases: z.array(Alias),
  status: VersionStatus,
  bundle: z.object({ sha256: z.string(), bytes: z.int() }).nullable(),
  /** As it was named where it was made, and the bundle that came; null for what a run of this computer made. */
  imported: z.object({ model_version: z.string(), sha256: z.string() }).nullable().default(null),
  /** Of its last promotion; null and empty before. */
  comparison: Evidence.nullable(),
  gates: z.array(Gate),
});

/** A name and all its versions, newest first. */
export const RegisteredModel = z.object({
  name: ModelName,
  /** Of the runs that its versions were made from. */
  kind: Kind,
  created_at: z.number(),
  /** Alias → version. */
  aliases: z.record(Alias, z.int()),
  versions: z.array(ModelVersion),
});

/** One line of a model's history, which is only ever added to. */
export const RegistryEvent = z.object({
  sequence: z.int(),
  at: z.number(),
  kind: z.enum(['registered', 'promoted', 'rolled_back', 'alias_set', 'alias_removed']),
  model: ModelName,
  version: z.int(),
  alias: Alias.nullable(),
  /** The version that the alias named before. */
  from_version: z.int().nullable(),
  by: z.string(),
  note: z.string(),
  override_reason: z.string().nullable(),
  gates: z.array(Gate),
  comparison: Evidence.nullable(),
});

/** `registry.json`, as other programs read it. */
export const RegistryJson = z.object({
  models: z.array(
    z.object({
      name: ModelName,
      version: z.string(),
      model_version: z.string(),
      filename: z.string(),
      created_at: z.string(),
      metrics: z.record(z.string(), MetricValue),
      config: z.record(z.string(), ParamValue),
      status: z.string(),
      aliases: z.array(Alias),
      run_id: Id,
      dataset_fingerprint: z.string(),
      bundle: z.object({ sha256: z.string(), bytes: z.int() }).nullable(),
    }),
  ),
});

export const modelVersionName = (model: string, version: number): string => `${model}_v${version}`;

export type Gate = z.infer<typeof Gate>;
export type Evidence = z.infer<typeof Evidence>;
export type VersionStatus = z.infer<typeof VersionStatus>;
export type ModelVersion = z.infer<typeof ModelVersion>;
export type RegisteredModel = z.infer<typeof RegisteredModel>;
export type RegistryEvent = z.infer<typeof RegistryEvent>;
export type RegistryJson = z.infer<typeof RegistryJson>;
