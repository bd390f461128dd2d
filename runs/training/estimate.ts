import type { Estimate } from '#shared/domain/estimate.ts';
import { KindredError } from '#shared/api/errors.ts';
import type { Dataset } from '#shared/domain/dataset.ts';
import { metricCatalogue } from '#shared/domain/metric.ts';
import type { KnownSplit } from '#runs/data/split.ts';
import type { Algorithm, Cost } from '#runs/models/model.ts';

/** Seconds a multiply-add of the similarity kernel takes on one thread, measured by `npm run bench similarity`. */
const secondsPerOperation = 1.5e-9;

/** Seconds to score, rank and measure one item for one user on one thread, measured by `npm run bench evaluation`. */
const secondsPerScore = 3e-8;

/** What is asked for: a validated config on a split with its kind decided. */
export type Planned = {
  dataset: Dataset;
  algorithm: Algorithm;
  config: Record<string, unknown>;
  split: KnownSplit;
  ks: readonly number[];
};

/**
 * Time and memory that a run will need, known before anything is allocated.
 * Bytes count the snapshot's columns (two Int32 and two Float64 a row), the matrix by rows and by columns, what the algorithm
 * allocates, and every user's metrics. Models of several folds are not kept, so they cost time only.
 * @param threads that the run may use
 */
export function estimateRun(
  { dataset, algorithm, config, split, ks }: Planned,
  threads: number,
  limitBytes: number,
): Estimate {
  const { users, items, interactions, profile } = dataset;
  const cost = algorithm.estimate(
    {
      users,
      items,
      nnz: interactions,
      userPairs: profile.user_pairs,
      itemPairs: profile.item_pairs,
      threads,
      ...(isAsItCame(dataset) && profile.weights && { weights: profile.weights }),
    },
    config,
  );
  const columns = interactions * 24;
  const matrices = 2 * (interactions * 12 + (users + items) * 4);
  // Threads share a copy of the matrix.
  const evaluation = users * 4 * ks.length * perUserMetrics + (threads > 1 ? interactions * 12 : 0);
  const { trainings, evaluations } = passesOf(split);
  // Every run also measures the similarity of all users once.
  const operations = cost.operations * trainings + profile.user_pairs;
  const scores = users * items * evaluations;
  const bytes = Math.ceil(columns + matrices + cost.bytes + evaluation);
  return {
    ...withinLimit(bytes, cost, limitBytes),
    seconds: (operations * secondsPerOperation + scores * secondsPerScore) / threads,
    limit_bytes: limitBytes,
  };
}

/** Above the limit, a search for neighbours gets what the rest leaves, where that is enough for the smallest blocks. */
function withinLimit(bytes: number, { search }: Cost, limit: number): Pick<Estimate, 'bytes' | 'search_bytes'> {
  if (bytes <= limit || !search) return { bytes, search_bytes: null };
  const rest = bytes - search.bytes;
  const left = Math.floor(limit - rest);
  return left < search.least
    ? { bytes: Math.ceil(rest + search.least), search_bytes: null }
    : { bytes: limit, search_bytes: left };
}

/** Whether the matrix has the weights of single interactions. */
const isAsItCame = ({ profile, recipe }: Dataset): boolean =>
  profile.duplicates === 0 && recipe.weighting.transform === 'none';

const perUserMetrics = metricCatalogue.filter((metric) => metric.perUser).length;

/** How often a model is trained, and how often one is measured. */
function passesOf({ kind, n_folds, validation_share }: Planned['split']): { trainings: number; evaluations: number } {
  const folds = kind === 'folds' ? n_folds : 1;
  const evaluations = folds * (validation_share > 0 ? 2 : 1);
  return { trainings: evaluations + (folds > 1 ? 1 : 0), evaluations };
}

/** @throws KindredError too_large where the estimate is above the limit */
export function refuseTooLarge(name: string, { bytes, limit_bytes }: Pick<Estimate, 'bytes' | 'limit_bytes'>): void {
  if (bytes <= limit_bytes) return;
  throw new KindredError(
    'too_large',
    `${name} needs about ${gigabytes(bytes)} on this dataset, and it may take ${gigabytes(limit_bytes)} now. Use fewer neighbours or a smaller dataset, free some memory, or raise KINDRED_MEMORY_LIMIT (bytes).`,
    { details: { bytes, limit_bytes } },
  );
}

const gigabytes = (bytes: number) =>
  bytes < 1e8 ? `${(bytes / 1e6).toPrecision(2)} MB` : `${(bytes / 1e9).toFixed(1)} GB`;
