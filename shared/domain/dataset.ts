import { z } from 'zod';
import { Id, Name } from './id.ts';
import { Kind } from './kind.ts';
import { Weighting } from './weighting.ts';

/** Where interactions come from, as typed on the command line: `synthetic:groups`, `file:PATH`, … */
export const SourceAddress = z.string().min(1).max(4096);

/** What makes a dataset again: the source, its options (validated by that source) and the weighting. Equal recipe and seed give equal bytes. */
export const Recipe = z.strictObject({
  source: SourceAddress,
  options: z.record(z.string(), z.json()).default({}),
  weighting: Weighting.prefault({}),
});

/** A distribution as bars: `counts[i]` things have a value in `[edges[i], edges[i + 1])`. */
export const Histogram = z.object({ edges: z.array(z.number()), counts: z.array(z.number()) });

/** What a validation of the data looked at, and what it found. */
export const DatasetCheck = z.object({
  name: z.enum(['shape', 'types', 'NaN', 'infinity', 'weights', 'times', 'rows left out', 'users']),
  /** `warning` where training works and its result should be read with care. */
  state: z.enum(['ok', 'warning']),
  sentence: z.string(),
});

/** Which check a row failed that was left out or repaired (SPEC 9), or why one without a fault was. */
export const RowCheck = z.enum(['shape', 'missing', 'type', 'nan', 'infinite', 'range', 'repeated', 'excluded']);

/** What was left out or repaired on reading, by reason. */
export const Dropped = z.object({
  reason: z.string(),
  rows: z.number(),
  example: z.string().optional(),
  /** Null for versions from before it was noted. */
  check: RowCheck.nullable().default(null),
});

export const DatasetProfile = z.object({
  /** Interactions of each type, before weighting. */
  types: z.record(z.string(), z.number()),
  duplicates: z.number().describe('Interactions beyond the first of the same user and item'),
  first_at: z.number().nullable().describe('Oldest interaction, milliseconds since 1970'),
  last_at: z.number().nullable(),
  /** Interactions per user and per item, on logarithmic edges. */
  activity: Histogram,
  popularity: Histogram,
  gini: z.number().describe('Concentration of interactions over items'),
  cold_users: z.number().describe('Users with one or two interactions'),
  user_pairs: z.number().describe('Σ over items of (users of the item)²: the work of a user–user product'),
  item_pairs: z.number().describe('Σ over users of (items of the user)²: the work of an item–item product'),
  /** Rows that were left out or repaired on reading, by reason. */
  dropped: z.array(Dropped),
  /** The first of those rows, as a file (`bytes/rejected`); null where there are none, or where they are no rows of a file. */
  rejected: z.object({ sha256: z.string(), bytes: z.int() }).nullable().default(null),
  /** Least and greatest weight of an interaction, before aggregation; null for versions from before it was measured. */
  weights: z.object({ min: z.number(), max: z.number() }).nullable().default(null),
  leakage: z
    .number()
    .nullable()
    .default(null)
    .describe('Share of users’ last interactions that are older than the newest of all others; null without times'),
  /** Null for versions from before it was checked. */
  checks: z.array(DatasetCheck).nullable().default(null),
});

/** Ground truth of a synthetic dataset: whose user belongs where, and how similar groups should be. */
export const GroupTruth = z.object({
  names: z.array(z.string()),
  /** One letter a group, the second channel beside its colour. */
  letters: z.array(z.string()),
  sizes: z.array(z.number()),
  /** groups × groups: expected mean cosine between members of two groups (within a group: two different members). */
  expected_similarity: z.array(z.array(z.number())),
  measured_similarity: z.array(z.array(z.number())),
});

/** What every version of a dataset has, whatever it is about. */
export const DatasetIdentity = z.object({
  id: Id,
  kind: Kind,
  name: Name,
  version: z.int(),
  /** SHA-256 over the columns and vocabularies. */
  fingerprint: z.string(),
  created_at: z.number(),
  runs: z.int().describe('Runs that used this version'),
});

/** An immutable version of a dataset of interactions. */
export const Dataset = DatasetIdentity.extend({
  kind: z.literal('recommender'),
  recipe: Recipe,
  users: z.int(),
  items: z.int(),
  interactions: z.int(),
  /** Share of user–item pairs with at least one interaction. */
  density: z.number(),
  has_times: z.boolean(),
  /** The data brings its own held-out part (`--split given`), with negatives (`--candidates given`) or without. */
  given: z.enum(['none', 'test', 'test+negatives']),
  profile: DatasetProfile,
  groups: GroupTruth.nullable(),
});

/** A version that can still be brought back. */
export const DeletedDataset = Dataset.extend({ deleted_at: z.number() });

export type Recipe = z.infer<typeof Recipe>;
export type DatasetCheck = z.infer<typeof DatasetCheck>;
export type RowCheck = z.infer<typeof RowCheck>;
export type Dropped = z.infer<typeof Dropped>;
export type Histogram = z.infer<typeof Histogram>;
export type DatasetProfile = z.infer<typeof DatasetProfile>;
export type GroupTruth = z.infer<typeof GroupTruth>;
export type DatasetIdentity = z.infer<typeof DatasetIdentity>;
export type Dataset = z.infer<typeof Dataset>;
export type DeletedDataset = z.infer<typeof DeletedDataset>;
