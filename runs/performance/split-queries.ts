import { createHash } from 'node:crypto';
import { KindredError } from '#shared/api/errors.ts';
import type { QuerySplit } from '#shared/domain/query-training.ts';
import { createRandom } from '#runs/matrix/random.ts';
import type { QuerySamples } from './samples.ts';

/** Indices of queries and of their samples, ascending. */
export type Part = { queries: Int32Array; samples: Int32Array };
export type Fold = { train: Part; calibration: Part; test: Part };

/** Fewest calibration samples that a 90 % interval can be told from: ⌈0.9 · (n + 1)⌉ ≤ n. */
export const leastCalibration = 9;

/**
 * Divides samples by their query, so that no query is on two sides: shuffled queries in a ring, the test part of a fold, behind it the
 * calibration part, the rest for training.
 * @throws KindredError invalid_input where a part would be too small
 */
export function splitQueries(data: QuerySamples, split: QuerySplit): Fold[] {
  const n = data.queryIds.length;
  const ring = createRandom(split.seed, 'query split').shuffle(Int32Array.from({ length: n }, (_, query) => query));
  const folds = Math.max(1, split.n_folds);
  const calibrationCount = Math.round(n * split.calibration_share);
  return Array.from({ length: folds }, (_, fold) => {
    const from = folds === 1 ? 0 : Math.floor((fold * n) / folds);
    const to = folds === 1 ? Math.round(n * split.test_share) : Math.floor(((fold + 1) * n) / folds);
    const ofRing = (start: number, count: number) =>
      partOf(
        data,
        Int32Array.from({ length: Math.max(0, count) }, (_slot, at) => ring[(start + at) % n]!),
      );
    const parts = {
      test: ofRing(from, to - from),
      calibration: ofRing(to, calibrationCount),
      train: ofRing(to + calibrationCount, n - (to - from) - calibrationCount),
    };
    refuseTooSmall(parts, n);
    return parts;
  });
}

/** SHA-256 of what decides a split: metrics of two runs are comparable only where it is the same. */
export const querySplitFingerprint = (dataset: string, split: QuerySplit): string =>
  createHash('sha256')
    .update(JSON.stringify([dataset, split.n_folds, split.test_share, split.calibration_share, split.seed]))
    .digest('hex');

/** A part of the training queries for a learning curve; a smaller one is inside of every larger one. */
export function shareOfPart(data: QuerySamples, { queries }: Part, share: number, seed: number): Part {
  const order = createRandom(seed, 'learning curve').shuffle(Int32Array.from(queries));
  return partOf(data, order.slice(0, Math.max(1, Math.round(queries.length * share))));
}

function partOf({ of }: QuerySamples, queries: Int32Array): Part {
  const inside = new Set(queries);
  const samples: number[] = [];
  of.forEach((query, sample) => {
    if (inside.has(query)) samples.push(sample);
  });
  return { queries: queries.toSorted(), samples: Int32Array.from(samples) };
}

function refuseTooSmall({ train, calibration, test }: Fold, queries: number): void {
  const counts = `${queries} different queries make ${train.queries.length} for training, ${calibration.queries.length} for calibration and ${test.queries.length} for the test`;
  if (train.queries.length === 0 || test.queries.length === 0) {
    throw new KindredError(
      'invalid_input',
      `${counts}, and none of these may be empty. Collect more queries, or hold out other shares.`,
    );
  }
  if (calibration.samples.length < leastCalibration) {
    throw new KindredError(
      'invalid_input',
      `${counts}, and a 90 % interval needs ${leastCalibration} samples for calibration (there are ${calibration.samples.length}). Collect more queries, or hold out a larger calibration_share.`,
    );
  }
}
