import type { z } from 'zod';
import type { Dropped, GroupTruth, Recipe } from '#shared/domain/dataset.ts';
import type { Csr } from '#runs/matrix/csr.ts';
import type { Interactions } from './interactions.ts';
import type { ConnectionTarget } from './postgres/target.ts';
import type { Snapshot } from './snapshots/read-snapshot.ts';
import type { Weighting } from '#shared/domain/weighting.ts';

/** What a source knows of users or items beside their interactions, in the order of their vocabulary. */
export type Attributes = {
  /** A name or title for people; null where there is none. */
  names: (string | null)[] | null;
  /** Categories such as genres: users or items × categories, values 1. */
  categories: { names: string[]; membership: Csr } | null;
  /** When it came into being, milliseconds since 1970; NaN where unknown. */
  createdAt: Float64Array | null;
};

/** Attributes of both sides; null where the source has none. */
export type BothAttributes = { users: Attributes | null; items: Attributes | null };

export const noAttributes: BothAttributes = { users: null, items: null };

/** What each row was, beside its weight: needed to write the data out again, never for training. */
export type EventColumns = {
  /** Distinct names in order of their code units; at most 255. */
  typeNames: readonly string[];
  /** Index into `typeNames`, one a row. */
  types: Uint8Array;
  /** One number a row that came with the event: milliseconds of a view, scroll depth 0…1 of a click; NaN for none. */
  details: Float32Array | null;
};

/** A held-out part that came with the data, by index into the vocabularies. */
export type Given = {
  testUsers: Int32Array;
  testItems: Int32Array;
  /** Distinct candidates of user u: items[indptr[u]…indptr[u + 1]); null where the data has none. */
  negatives: { indptr: Int32Array; items: Int32Array } | null;
};

export type SourceData = {
  interactions: Interactions;
  /** The address as it was understood, whatever folder it was typed in. */
  address: string;
  /** The weighting as it was applied, with what the source chose where the recipe left it open. */
  weighting: Weighting;
  /** The options as they were understood: reading again with them gives equal bytes. */
  options: Recipe['options'];
  /** Interactions of each type, before weighting. */
  types: Record<string, number>;
  dropped: Dropped[];
  /** The rows that were left out or repaired as a CSV with the reason of each, for downloading; null where there are none. */
  rejected: Uint8Array | null;
  attributes: BothAttributes;
  /** Null where the source has no interaction types. */
  events: EventColumns | null;
  given: Given | null;
  /** Ground truth: group of each user (index into `names`), −1 for none. `measured_similarity` is added by the snapshot. */
  groups: (Omit<GroupTruth, 'measured_similarity'> & { ofUser: Int32Array }) | null;
};

export type ReadContext = {
  weighting: Weighting;
  /** @param note more than numbers say: rows a second, time left */
  onProgress(stage: string, done: number, total: number, note?: string): void;
  /** Something that must be said although the data is read. */
  onWarning?(sentence: string): void;
  shouldStop(): boolean;
  /** Databases by what stands behind `postgres:`; the core knows saved connections and their passwords. */
  targets?: Readonly<Record<string, ConnectionTarget>>;
  /** The version that newer rows are put behind. */
  base?: BaseVersion;
};

/** What a refresh keeps of the version before. */
export type BaseVersion = Pick<SourceData, 'types' | 'events' | 'dropped'> & { snapshot: Snapshot };

/** A kind of place that interactions come from. Addresses are `scheme:rest`, as in `file:/data/ratings.csv`. */
export type Source<O extends z.ZodObject = z.ZodObject> = {
  scheme: string;
  title: string;
  description: string;
  /** `--set` on the command line and the form in the interface; unknown keys are refused. */
  options: O;
  read(rest: string, options: z.output<O>, context: ReadContext): Promise<SourceData>;
};
