import { z } from 'zod';
import { ConnectionChoice, SeedReport } from '#shared/domain/connection.ts';
import { DatasetProgress } from '#shared/domain/dataset-progress.ts';
import { Dataset, DeletedDataset, Recipe } from '#shared/domain/dataset.ts';
import { ExportFormat } from '#shared/domain/export-format.ts';
import { Name } from '#shared/domain/id.ts';
import { SplitPreview } from '#shared/domain/split-preview.ts';
import { SplitSpec } from '#shared/domain/split.ts';
import { Ref, call, nothing } from './call.ts';

export const datasets = {
  list: call(nothing, z.array(Dataset)),
  show: call(z.strictObject({ dataset: Ref }), Dataset),
  /** Reads the source and stores a new version under the name; equal bytes give the version that exists. */
  create: call(z.strictObject({ name: Name, recipe: Recipe }), Dataset),
  /** Stops what is being created under the name; nothing of it is kept. */
  cancel: call(z.strictObject({ name: Name }), z.object({ cancelled: z.boolean() })),
  /** Versions that are being created, with how far they are. */
  underWay: call(nothing, z.array(DatasetProgress)),
  /** Reads what came since the version was made and stores both as a new version; the version itself where nothing came. */
  refresh: call(z.strictObject({ dataset: Ref }), Dataset),
  /** Writes the interactions as a table into a file of the computer that the core runs on; the format is told by the ending unless said. */
  export: call(
    z.strictObject({
      dataset: Ref,
      to: z.string().min(1).max(4096),
      format: ExportFormat.optional(),
      raw: z.boolean().default(false).describe('Leave text that a spreadsheet would take for a formula as it is'),
      replace: z.boolean().default(false).describe('Replace the file where there is one'),
    }),
    z.object({
      path: z.string(),
      rows: z.int(),
      bytes: z.int(),
      /** Different texts that got an apostrophe, so that no spreadsheet runs them. */
      marked: z.int(),
    }),
  ),
  /** Writes a version into the tables of a feed, made where they are absent; refused where a table holds rows of others. */
  seed: call(z.strictObject({ dataset: Ref, to: ConnectionChoice, schema: z.string().default('public') }), SeedReport),
  /** The sizes of what a split would divide a version into, before anything is trained. */
  split: call(z.strictObject({ dataset: Ref, split: SplitSpec.prefault({}) }), SplitPreview),
  /** The six-groups sample of the first run, made once. */
  openSample: call(nothing, Dataset),
  /** Refused while runs use it. `restore` brings it back within 30 days. */
  delete: call(z.strictObject({ dataset: Ref }), z.object({ deleted: Dataset })),
  /** What can be brought back, deleted last first. */
  deleted: call(nothing, z.array(DeletedDataset)),
  restore: call(z.strictObject({ dataset: Ref }), Dataset),
};
