import { hash } from 'node:crypto';
import { KindredError, never } from '#shared/api/errors.ts';
import type { SplitKind, SplitSpec } from '#shared/domain/split.ts';
import type { Weighting } from '#shared/domain/weighting.ts';
import type { Csr } from '#runs/matrix/csr.ts';
import { createRandom } from '#runs/matrix/random.ts';
import { onlyRows } from './interactions.ts';
import { foldOfPairs, foldOfRows, givenFold } from './splits/fold.ts';
import { foldsByUser, latestOfUsers, newestRows, randomOfUsers } from './splits/hold-out.ts';
import { pairsOf } from './pairs.ts';
import type { Snapshot } from './snapshots/read-snapshot.ts';

/** A split with its kind decided. */
export type KnownSplit = SplitSpec & { kind: SplitKind };

/** One division of the data. Train and test share the dataset's vocabularies. */
export type Fold = {
  /** Rows of the dataset's interactions that may be learned from, ascending. */
  trainRows: Int32Array;
  /**
   * Held-out interactions, users × items, aggregated by the dataset's weighting and never transformed, without pairs that are
   * also in train and without pairs of weight 0 or less, which speak against the item.
   */
  test: Csr;
  /** Held-out pairs of weight above 0 that are also in train, and so not in `test`: none where whole pairs are held out. */
  repeated: number;
  /** A part of `trainRows` held out from them, to choose parameters by; null without one. */
  validation: Held | null;
};

/** Rows to learn from, ascending, and what is held out from them. */
export type Held = Omit<Fold, 'validation'>;

export type Split = {
  kind: SplitKind;
  /** SHA-256 over dataset fingerprint, kind and options: metrics are comparable only where it agrees. */
  fingerprint: string;
  /** One fold, except for `folds`. */
  folds: Fold[];
  /** Share of test events that are older than the newest training event: 0 for a temporal split. Null without times. */
  leakage: number | null;
};

/** The options that change which interactions are held out for testing, by kind. */
const testOptions: Record<SplitKind, readonly (keyof SplitSpec)[]> = {
  temporal: ['test_share'],
  'leave-one-out': ['seed'],
  random: ['test_share', 'seed'],
  folds: ['n_folds', 'seed'],
  given: [],
};

/** The options that change a split of this kind. */
export function splitOptions({ kind, validation_share, train_share }: KnownSplit): (keyof SplitSpec)[] {
  const options = new Set(testOptions[kind]);
  if (validation_share > 0) {
    if (kind === 'given') options.add('seed');
    options.add('validation_share');
  }
  if (train_share < 1) options.add('seed').add('train_share');
  return [...options];
}

/** Identity of a split, known before it is made. */
export function splitFingerprint(dataset: string, spec: KnownSplit): string {
  const options = splitOptions(spec).map((name) => [name, spec[name]]);
  return hash('sha256', JSON.stringify(['kindred-split 1', dataset, spec.kind, options]), 'hex');
}

/**
 * Identity of what is measured where a model was trained on one split and is tested on another: its candidates and what it
 * could learn from are those of the first, so it is comparable only with what was trained and tested likewise.
 */
export function measuredFingerprint(dataset: string, tested: KnownSplit, trained: KnownSplit): string {
  const [ofTest, ofTraining] = [tested, trained].map((spec) => splitFingerprint(dataset, spec));
  if (ofTest === ofTraining) return ofTest!;
  return hash('sha256', JSON.stringify(['kindred-measured 1', ofTest, ofTraining]), 'hex');
}

/**
 * Divides a dataset:
 * - temporal: the newest `test_share` of all events is held out; events of one time stay together
 * - leave-one-out: the latest item of each user, with all its events; without times a seeded choice
 * - random: `test_share` of each user's items; folds: each item of a user in one of `n_folds` parts
 * - given: the held-out part that came with the data
 *
 * Except for temporal and given, a user with one item keeps it in train. Where `kind` is absent: temporal with times, else random.
 * A validation part is cut from each fold's training part in the same manner; where that says nothing (given, folds) as `random` does.
 * @throws KindredError conflict where the data cannot be split so
 */
export function makeSplit(snapshot: Snapshot, spec: SplitSpec, weighting: Weighting): Split {
  const kind = spec.kind ?? (snapshot.interactions.times ? 'temporal' : 'random');
  const plain = { ...weighting, transform: 'none' as const };
  const { folds: whole, leakage } = divide(snapshot, { ...spec, kind }, plain);
  const folds = whole.map((fold) => ({ ...fold, trainRows: shareOfRows(fold.trainRows, snapshot, spec) }));
  if (folds.every(({ test }) => test.indices.length === 0)) {
    throw new KindredError(
      'conflict',
      `The split "${kind}" holds nothing out of this dataset. Hold out a greater share, or use another split.`,
    );
  }
  return {
    kind,
    fingerprint: splitFingerprint(snapshot.fingerprint, { ...spec, kind }),
    folds: folds.map((fold) => ({ ...fold, validation: validationOf(snapshot, fold, { ...spec, kind }, plain) })),
    leakage,
  };
}

/** A seeded part of the training rows; that of a greater share holds that of a smaller one. */
function shareOfRows(rows: Int32Array, { interactions }: Snapshot, { seed, train_share }: SplitSpec): Int32Array {
  if (train_share === 1) return rows;
  const random = createRandom(seed, 'train share');
  const places = Float64Array.from(interactions.users, () => random.next());
  return rows.filter((row) => places[row]! < train_share);
}

/** @throws KindredError conflict where a validation part is asked for and would be empty */
function validationOf(
  { interactions }: Snapshot,
  { trainRows }: Held,
  spec: KnownSplit,
  weighting: Weighting,
): Held | null {
  if (spec.validation_share === 0) return null;
  const kind = spec.kind === 'given' || spec.kind === 'folds' ? 'random' : spec.kind;
  // A stream of its own: the same one would choose the same places again among what is left.
  const seed = createRandom(spec.seed, 'validation').below(2 ** 31);
  const inner = { ...spec, kind, seed, test_share: spec.validation_share, validation_share: 0 };
  const [held] = divide({ interactions: onlyRows(interactions, trainRows), given: null }, inner, weighting).folds;
  if (!held || held.test.indices.length === 0) {
    throw new KindredError(
      'conflict',
      `The split "${spec.kind}" leaves nothing to validate on. Use a greater validation share, or none.`,
    );
  }
  return { ...held, trainRows: held.trainRows.map((row) => trainRows[row]!) };
}

type Parts = { folds: Held[]; leakage: number | null };

function divide(
  { interactions, given }: Pick<Snapshot, 'interactions' | 'given'>,
  spec: KnownSplit,
  weighting: Weighting,
): Parts {
  const pairs = pairsOf(interactions, null);
  switch (spec.kind) {
    case 'temporal':
      return foldOfRows(interactions, newestRows(interactions, spec.test_share), weighting);
    case 'leave-one-out':
      return foldOfPairs(interactions, pairs, latestOfUsers(interactions, pairs, spec.seed), 1, weighting);
    case 'random':
      return foldOfPairs(interactions, pairs, randomOfUsers(interactions, pairs, spec), 1, weighting);
    case 'folds':
      return foldOfPairs(interactions, pairs, foldsByUser(interactions, pairs, spec), spec.n_folds, weighting);
    case 'given':
      return givenFold(interactions, given);
    default:
      return never(spec.kind);
  }
}
