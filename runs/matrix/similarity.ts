import type { Neighbours, OnProgress, SimilarityOptions, SimilaritySummary } from './compute.ts';
import type { Csr } from './csr.ts';
import { createHeaps, merge, sortHeaps } from './heaps.ts';
import { layLanes, neighboursOf, rangeOf } from './lanes.ts';
import type { LaneOptions, Lanes } from './lanes.ts';
import { createMeasure } from './measure.ts';
import { memoryOf } from './memory.ts';
import type { NeighbourJob } from './neighbour-pass.ts';
import type { Runner } from './pass.ts';
import { ofRowPairs } from './operations.ts';
import { prepareProducts } from './products.ts';
import type { RangeJob } from './range-pass.ts';

/*
 * Exact similarity in float64 over whatever carries out its passes. The answers do not depend on the runner:
 * every dot product is added in ascending column order, and what is kept follows a total order.
 */

/** The k most similar rows of each row. */
export async function topK(
  runner: Runner,
  ratings: Csr,
  { k, shrinkage, minOverlap, measure: kind = { kind: 'cosine' } }: SimilarityOptions,
  onProgress: OnProgress,
): Promise<Neighbours> {
  const measure = createMeasure(kind, shrinkage, ratings, memoryOf(runner));
  const kept = Math.max(0, Math.min(k, ratings.rows - 1));
  const how = { measure, minOverlap, k: kept, threads: runner.threads };
  const lanes = kept > 0 && suitsLanes(runner, ratings, how) ? layLanes(ratings, how) : null;
  if (lanes) {
    await runner.run(
      lanes.areas.map((_, area) => ({ kind: 'lanes', finds: 'neighbours', nonNegative: false, lanes, area })),
      (done, total) => onProgress(Math.round((done / total) * ratings.rows), ratings.rows),
    );
    return neighboursOf(lanes);
  }
  const jobs = neighbourJobs(runner, ratings, how);
  await runner.run(jobs, onProgress);
  const [first, ...others] = jobs.map((job) => job.heaps);
  for (const heaps of others) merge(first!, heaps);
  return sortHeaps(first!);
}

function neighbourJobs(runner: Runner, ratings: Csr, { measure, minOverlap, k, threads }: LaneOptions): NeighbourJob[] {
  const products = prepareProducts(ratings, runner.memory);
  return Array.from({ length: threads }, () => {
    const heaps = createHeaps(ratings.rows, k, memoryOf(runner));
    return { kind: 'neighbours', products, measure, minOverlap, heaps };
  });
}

/**
 * Whether the WebAssembly kernel can do it, and does it faster: it looks at all pairs of rows, so enough of them must share columns;
 * and it asks one question for both rows of a pair.
 */
function suitsLanes({ kernel }: Runner, ratings: Csr, { measure }: LaneOptions): boolean {
  const symmetric = measure.ofOwner === measure.ofOther;
  return kernel === 'wasm' && symmetric && ofRowPairs(ratings) > ratings.rows ** 2 / 32;
}

/** Smallest, greatest and mean cosine of all pairs of rows. */
export async function summarise(runner: Runner, ratings: Csr): Promise<SimilaritySummary> {
  const measure = createMeasure({ kind: 'cosine' }, 0, ratings);
  const norms = measure.ofOwner;
  const count = norms.reduce((sum, norm) => sum + (norm > 0 ? 1 : 0), 0);
  if (count < 2) return null;
  const how = { measure, minOverlap: 1, k: 0, threads: runner.threads };
  const lanes = suitsLanes(runner, ratings, how) ? layLanes(ratings, how) : null;
  const nonNegative = ratings.values.every((value) => value >= 0);
  const ranges = lanes
    ? await rangesByLanes(runner, lanes, nonNegative)
    : await findRanges(runner, ratings, nonNegative);
  const min = Math.min(...ranges.map(([least]) => least!));
  const max = Math.max(...ranges.map(([, greatest]) => greatest!));
  // Rounding may put the mean of equal cosines beside them.
  const mean = Math.max(min, Math.min(max, meanCosine(ratings, norms, count)));
  return { min, max, mean, pairs: (count * (count - 1)) / 2 };
}

async function rangesByLanes(runner: Runner, lanes: Lanes, nonNegative: boolean): Promise<Float64Array[]> {
  const jobs = lanes.areas.map((_, area) => ({ kind: 'lanes', finds: 'range', nonNegative, lanes, area }) as const);
  await runner.run(jobs, () => undefined);
  return lanes.areas.map((area) => rangeOf(lanes.memory, area));
}

async function findRanges(runner: Runner, ratings: Csr, nonNegative: boolean): Promise<Float64Array[]> {
  const products = prepareProducts(ratings, runner.memory);
  const memory = memoryOf(runner);
  const jobs = Array.from({ length: runner.threads }, (): RangeJob => {
    const range = memory.floats(2);
    range.set([Infinity, -Infinity]);
    return { kind: 'range', products, nonNegative, range };
  });
  await runner.run(jobs, () => undefined);
  return jobs.map(({ range }) => range);
}

/** Σ over pairs of x̂·ŷ = (|Σ x̂|² − Σ |x̂|²) / 2, so the mean needs one look at each value. */
function meanCosine(ratings: Csr, norms: Float64Array, count: number): number {
  const { rows, cols, indptr, indices, values } = ratings;
  const sums = new Float64Array(cols);
  let own = 0;
  for (let row = 0; row < rows; row++) {
    const norm = norms[row]!;
    if (norm === 0) continue;
    for (let p = indptr[row]!, end = indptr[row + 1]!; p < end; p++) {
      const value = values[p]! / norm;
      sums[indices[p]!]! += value;
      own += value * value;
    }
  }
  let all = 0;
  for (let col = 0; col < cols; col++) all += sums[col]! ** 2;
  return (all - own) / (count * (count - 1));
}
