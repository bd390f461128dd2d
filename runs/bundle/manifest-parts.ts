import { z } from 'zod';
import { ModelName } from '#shared/domain/model-version.ts';

/** Parts of manifests of every kind. */

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'a SHA-256 in small hexadecimal digits');
const Scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);

export const Count = z.int().min(0);
export const FileEntry = z.strictObject({ name: z.string(), bytes: Count, sha256: Sha256 });

export const ModelFacts = z.strictObject({
  name: ModelName,
  version: z.int().min(1),
  model_version: z.string(),
  algorithm: z.string(),
  config: z.record(z.string(), z.json()),
  seed: z.int(),
  /** What the model keeps beside its arrays, which are the files of `model/`. */
  meta: z.record(z.string(), Scalar),
});

export const LineageRun = z.strictObject({ id: z.string(), number: z.int(), name: z.string() });
export const Registered = z.strictObject({ at: z.number(), by: z.string(), note: z.string() });

export type FileEntry = z.infer<typeof FileEntry>;
