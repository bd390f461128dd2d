import { z } from 'zod';
import {
  Alias,
  Evidence,
  Gate,
  ModelName,
  ModelVersion,
  OverrideReason,
  RegisteredModel,
  RegistryEvent,
  RegistryJson,
} from '#shared/domain/model-version.ts';
import { Ref, call, ofKind } from './call.ts';

/** Why something was decided, as typed. */
const Note = z.string().max(20_000).default('');

/** A version is named `NAME@3`, `NAME@live`, by its id, or by `NAME` alone. */
const decision = {
  metric: z.string().max(100).optional().describe('The metric that decides; nDCG@10 unless said'),
  group_limit: z.number().min(0).max(1).default(0.02).describe('How much worse any group of users may be, as a share'),
};

export const models = {
  list: call(ofKind, z.array(RegisteredModel)),
  show: call(z.strictObject({ model: Ref }), RegisteredModel),
  version: call(z.strictObject({ version: Ref }), ModelVersion),
  /** Makes a finished run the next version of a model, with its bundle. */
  register: call(
    z.strictObject({
      run: Ref,
      model: ModelName.optional().describe('collaborative_filtering, or query_performance, unless said'),
      note: Note,
      candidate: z.boolean().default(true).describe('Whether it becomes the candidate for promotion'),
    }),
    ModelVersion,
  ),
  /** Makes a bundle from elsewhere the next version of a model; of the one that it names unless said. */
  import: call(
    z.strictObject({
      file: z.string().min(1).max(4096),
      model: ModelName.optional(),
      note: Note,
      candidate: z.boolean().default(true).describe('Whether it becomes the candidate for promotion'),
    }),
    ModelVersion,
  ),
  /** What promotion would be decided on, computed from data. */
  gates: call(
    z.strictObject({ version: Ref, ...decision }),
    z.object({ gates: z.array(Gate), comparison: Evidence.nullable() }),
  ),
  /** Makes a version live. Refused where a gate says no, unless a reason is given, which the history keeps. */
  promote: call(
    z.strictObject({ version: Ref, ...decision, note: Note, override_reason: OverrideReason.optional() }),
    ModelVersion,
  ),
  /** Makes live what was live before. */
  rollback: call(z.strictObject({ model: Ref, note: Note }), ModelVersion),
  setAlias: call(
    z.strictObject({ model: Ref, alias: Alias, version: z.int().min(1).nullable(), note: Note }),
    RegisteredModel,
  ),
  /** Every decision, the newest first. */
  history: call(z.strictObject({ model: Ref }), z.array(RegistryEvent)),
  /** Writes the bundle to a file that does not exist yet; where none is named, says where it is. */
  exportBundle: call(
    z.strictObject({ version: Ref, to: z.string().min(1).max(4096).optional() }),
    z.object({ path: z.string(), sha256: z.string(), bytes: z.int(), model_version: z.string() }),
  ),
  registryJson: call(ofKind, RegistryJson),
};
