import { z } from 'zod';
import { KindredError } from '#shared/api/errors.ts';
import { MetricValue } from '#shared/domain/metric.ts';
import { Recommendation } from '#shared/domain/run.ts';
import { Candidates, SplitKind } from '#shared/domain/split.ts';
import { Weighting } from '#shared/domain/weighting.ts';
import { Count, FileEntry, LineageRun, ModelFacts, Registered } from './manifest-parts.ts';
import { queryFormatVersion, QueryManifest } from './query-manifest.ts';

export const manifestName = 'manifest.json';
export const formatVersion = 1;

const Vocabulary = z.strictObject({ file: z.string(), count: Count });

/** What a bundle of a recommender holds; the one file of it that no other file describes. */
export const Manifest = z.strictObject({
  format: z.literal('kindred-bundle'),
  format_version: z.literal(formatVersion),
  created_by: z.string(),
  model: ModelFacts,
  weighting: Weighting,
  /** users × items, CSR: SciPy's `csr_matrix((data, indices, indptr), shape)`. */
  matrix: z.strictObject({ users: Count, items: Count, values: Count }),
  vocabularies: z.strictObject({
    users: Vocabulary,
    items: Vocabulary,
    item_names: Vocabulary.nullable(),
    item_categories: Vocabulary.nullable().default(null),
  }),
  lists: z.strictObject({ limit: z.int().min(1), reasons: z.array(Recommendation.shape.reason) }).nullable(),
  metrics: z.record(z.string(), MetricValue),
  lineage: z.strictObject({
    run: LineageRun,
    trained_at: z.number().nullable(),
    trained_on: z.enum(['training part', 'all interactions']),
    dataset: z.strictObject({
      name: z.string(),
      version: z.int(),
      fingerprint: z.string(),
      source: z.string(),
      interactions: Count,
    }),
    split: z.strictObject({ kind: SplitKind, fingerprint: z.string(), candidates: Candidates }),
    registered: Registered,
  }),
  /** Every file of the bundle but this one, by name. */
  files: z.array(FileEntry),
});

export type Manifest = z.infer<typeof Manifest>;
/** Of a model of any kind. */
export type AnyManifest = Manifest | QueryManifest;

export const encodeManifest = (manifest: AnyManifest): Uint8Array =>
  new TextEncoder().encode(`${JSON.stringify(manifest, null, 2)}\n`);

const newestVersion = queryFormatVersion;
const AnyVersion = z.object({ format: z.literal('kindred-bundle'), format_version: z.int() });

/**
 * @param file  the bundle, for the sentence
 * @throws KindredError conflict where a newer Kindred wrote it, invalid_input where it is anything but a manifest
 */
export function parseManifest(bytes: Uint8Array, file: string): AnyManifest {
  const value = jsonOf(bytes, file);
  const any = AnyVersion.safeParse(value);
  if (any.success && any.data.format_version > newestVersion) {
    throw new KindredError(
      'conflict',
      `${file} was written by a newer Kindred (bundle format ${any.data.format_version}; this one knows ${newestVersion}). Use the newer Kindred, or export the model again with this one.`,
    );
  }
  const parsed = (any.data?.format_version === queryFormatVersion ? QueryManifest : Manifest).safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const where = issue?.path.join('.') || 'its top level';
  throw new KindredError('invalid_input', `${file}: ${manifestName} is not valid at ${where}: ${issue?.message}.`);
}

function jsonOf(bytes: Uint8Array, file: string): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (cause) {
    throw new KindredError('invalid_input', `${file}: ${manifestName} is not JSON in UTF-8.`, { cause });
  }
}
