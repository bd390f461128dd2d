import type { Neighbours, OnProgress, SimilarityOptions, SimilaritySummary } from './compute.ts';
import { rowNorms } from './csr.ts';
import type { Csr } from './csr.ts';
import { createHeaps, merge, push, sortHeaps } from './heaps.ts';
import type { Heaps } from './heaps.ts';
import { laneBytes, layLanes, neighboursOf, raiseFloors, rangeOf } from './lanes.ts';
import type { LaneOptions, Room } from './lanes.ts';
import { createMeasure } from './measure.ts';
import type { Measure } from './measure.ts';
import { groupRows, ofAll } from './meeting.ts';
import type { Meeting } from './meeting.ts';
import { copyTo, memoryOf, privateMemory } from './memory.ts';
import type { NeighbourJob } from './neighbour-pass.ts';
import type { Runner } from './pass.ts';
import { ofRowPairs } from './operations.ts';
import { prepareProducts } from './products.ts';
import type { RangeJob } from './range-pass.ts';
import { meetByBlocks } from './row-blocks.ts';
import type { BlockMeeting } from './row-blocks.ts';
import { blockSizeOf, partsFor } from './search-bytes.ts';
import { scaled, scaleOf } from './wholes.ts';

/*
 * Exact similarity over whatever carries out its passes. The answers do not depend on the runner, nor on the blocks that little memory
 * asks for: dot products of whole numbers are exact, others are added in float64 in ascending column order, and what is kept follows a total order.
 */

/** The k most similar rows of each row. */
export async function topK(
  runner: Runner,
  ratings: Csr,
  { k, shrinkage, minOverlap, measure: kind = { kind: 'cosine' } }: SimilarityOptions,
  onProgress: OnProgress,
): Promise<Neighbours> {
  const scale = scaleOf(ratings.values);
  const measure = createMeasure(kind, shrinkage, ratings, { scale });
  const kept = Math.max(0, Math.min(k, ratings.rows - 1));
  const how = { measure, minOverlap, k: kept, threads: runner.threads };
  const byLanes = suitsLanes(runner, ratings, measure) && kept > 0;
  const parts = partsOf(runner, ratings, kept);
  if (!runner.spill || parts === 1) return search(runner, ofAll(ratings, scale), how, { byLanes, onProgress });
  const heaps = createHeaps(ratings.rows, kept, privateMemory);
  const blockwise = { spill: runner.spill, parts };
  const room = roomFor(runner, ratings, { k: kept, parts });
  await meetByBlocks(ratings, { scale, norms: rowNorms(ratings, scale) }, blockwise, async (meeting, done, total) => {
    const found = await search(runner, meeting, ofMeeting(how, meeting), {
      // Counting shared columns asks for both rows.
      byLanes: byLanes && (minOverlap === 1 || meeting.others === 0),
      floors: meeting.pick(heaps.floors),
      room,
      onProgress: (part, all) => onProgress(Math.round(((done + part / all) / total) * ratings.rows), ratings.rows),
    });
    keep(found, meeting, heaps);
  });
  return sortHeaps(heaps);
}

type SearchOptions = {
  byLanes: boolean;
  /** What similarities must reach to be of use, of each row. */
  floors?: Float64Array;
  room?: Room;
  onProgress: OnProgress;
};

async function search(
  runner: Runner,
  meeting: Meeting,
  how: LaneOptions,
  { byLanes, floors, room, onProgress }: SearchOptions,
): Promise<Neighbours> {
  const { rows } = meeting.rows;
  const lanes = byLanes ? layLanes(meeting, how, room) : null;
  if (lanes) {
    if (floors) raiseFloors(lanes, floors);
    await runner.run(
      lanes.areas.map((_, area) => ({ kind: 'lanes', finds: 'neighbours', nonNegative: false, lanes, area })),
      (done, total) => onProgress(Math.round((done / total) * rows), rows),
    );
    return neighboursOf(lanes);
  }
  const jobs = neighbourJobs(runner, meeting, how);
  if (floors) for (const { heaps } of jobs) heaps.floors.set(floors);
  await runner.run(jobs, onProgress);
  const [first, ...others] = jobs.map((job) => job.heaps);
  for (const heaps of others) merge(first!, heaps);
  return sortHeaps(first!);
}

function neighbourJobs(runner: Runner, meeting: Meeting, { measure, minOverlap, k, threads }: LaneOptions) {
  const memory = memoryOf(runner);
  const products = prepareProducts(meeting, runner);
  const ofOwner = copyTo(memory, measure.ofOwner);
  const ofOther = measure.ofOther === measure.ofOwner ? ofOwner : copyTo(memory, measure.ofOther);
  return Array.from({ length: threads }, (): NeighbourJob => {
    const heaps = createHeaps(meeting.rows.rows, k, memory);
    return { kind: 'neighbours', products, measure: { ...measure, ofOwner, ofOther }, minOverlap, heaps };
  });
}

/** The measure of the rows of a meeting. */
function ofMeeting(how: LaneOptions, { pick }: BlockMeeting): LaneOptions {
  const ofOwner = pick(how.measure.ofOwner);
  const symmetric = how.measure.ofOther === how.measure.ofOwner;
  return { ...how, measure: { ...how.measure, ofOwner, ofOther: symmetric ? ofOwner : pick(how.measure.ofOther) } };
}

/** Offers what a meeting has found to the lists of all rows. */
function keep({ rows, k, counts, ids, similarities }: Neighbours, { rowOf }: BlockMeeting, heaps: Heaps): void {
  for (let row = 0; row < rows; row++) {
    if (counts[row] === 0) continue;
    const owner = rowOf(row);
    for (let p = row * k, end = p + counts[row]!; p < end; p++) push(heaps, owner, similarities[p]!, rowOf(ids[p]!));
  }
}

/** For the search of any two of so many blocks. */
function roomFor({ threads }: Runner, ratings: Csr, { k, parts }: { k: number; parts: number }): Room {
  const { rows, nnz } = blockSizeOf({ ...ratings, nnz: ratings.indices.length }, parts);
  return { memory: null, bytes: laneBytes({ rows: 2 * rows + groupRows, cols: ratings.cols, nnz }, k, threads) };
}

/** How many parts the limit of memory asks for. */
const partsOf = ({ spill, threads }: Runner, ratings: Csr, k: number): number =>
  spill ? partsFor({ ...ratings, nnz: ratings.indices.length }, k, threads, spill.bytes) : 1;

/**
 * Whether the WebAssembly kernel can do it, and does it faster: it looks at all pairs of rows, so enough of them must share columns;
 * and it asks one question for both rows of a pair.
 */
function suitsLanes({ kernel }: Runner, ratings: Csr, measure: Measure): boolean {
  const symmetric = measure.ofOwner === measure.ofOther;
  return kernel === 'wasm' && symmetric && ofRowPairs(ratings) > ratings.rows ** 2 / 32;
}

/** Smallest, greatest and mean cosine of all pairs of rows. */
export async function summarise(runner: Runner, ratings: Csr): Promise<SimilaritySummary> {
  const scale = scaleOf(ratings.values);
  const measure = createMeasure({ kind: 'cosine' }, 0, ratings, { scale });
  const norms = measure.ofOwner;
  const count = norms.reduce((sum, norm) => sum + (norm > 0 ? 1 : 0), 0);
  if (count < 2) return null;
  const how = {
    options: { measure, minOverlap: 1, k: 0, threads: runner.threads },
    byLanes: suitsLanes(runner, ratings, measure),
    scale,
    nonNegative: ratings.values.every((value) => value >= 0),
  };
  const range = await findRange(runner, ratings, how);
  const [min, max] = [range[0]!, range[1]!];
  // Rounding may put the mean of equal cosines beside them.
  const mean = Math.max(min, Math.min(max, meanCosine(ratings, { scale, norms }, count)));
  return { min, max, mean, pairs: (count * (count - 1)) / 2 };
}

type RangeOptions = { options: LaneOptions; byLanes: boolean; scale: number; nonNegative: boolean; room?: Room };

async function findRange(runner: Runner, ratings: Csr, how: RangeOptions): Promise<Float64Array> {
  const parts = partsOf(runner, ratings, 0);
  if (!runner.spill || parts === 1) return rangeOfMeeting(runner, ofAll(ratings, how.scale), how);
  const range = Float64Array.of(Infinity, -Infinity);
  const room = roomFor(runner, ratings, { k: 0, parts });
  const scaling = { scale: how.scale, norms: how.options.measure.ofOwner };
  await meetByBlocks(ratings, scaling, { spill: runner.spill, parts }, async (meeting) => {
    // Nothing lies outside [0, 1], so there is no more to find.
    if (how.nonNegative && range[0] === 0 && range[1] === 1) return;
    widen(range, await rangeOfMeeting(runner, meeting, { ...how, room, options: ofMeeting(how.options, meeting) }));
  });
  return range;
}

function widen(range: Float64Array, other: Float64Array): void {
  range[0] = Math.min(range[0]!, other[0]!);
  range[1] = Math.max(range[1]!, other[1]!);
}

/** [min, max], [Infinity, −Infinity] where no two rows that meet have a length. */
async function rangeOfMeeting(runner: Runner, meeting: Meeting, how: RangeOptions): Promise<Float64Array> {
  const { byLanes, nonNegative } = how;
  const lanes = byLanes ? layLanes(meeting, how.options, how.room) : null;
  const range = Float64Array.of(Infinity, -Infinity);
  if (lanes) {
    const jobs = lanes.areas.map((_, area) => ({ kind: 'lanes', finds: 'range', nonNegative, lanes, area }) as const);
    await runner.run(jobs, () => undefined);
    for (const area of lanes.areas) widen(range, rangeOf(lanes.memory, area));
    return range;
  }
  const products = prepareProducts(meeting, runner);
  const jobs = Array.from({ length: runner.threads }, (): RangeJob => {
    const own = memoryOf(runner).floats(2);
    own.set(range);
    return { kind: 'range', products, nonNegative, range: own };
  });
  await runner.run(jobs, () => undefined);
  for (const job of jobs) widen(range, job.range);
  return range;
}

/** Σ over pairs of x̂·ŷ = (|Σ x̂|² − Σ |x̂|²) / 2, so the mean needs one look at each value. */
function meanCosine(ratings: Csr, { scale, norms }: Pick<Meeting, 'scale' | 'norms'>, count: number): number {
  const { rows, cols, indptr, indices, values } = ratings;
  const sums = new Float64Array(cols);
  let own = 0;
  for (let row = 0; row < rows; row++) {
    const norm = norms[row]!;
    if (norm === 0) continue;
    for (let p = indptr[row]!, end = indptr[row + 1]!; p < end; p++) {
      const value = scaled(values[p]!, scale) / norm;
      sums[indices[p]!]! += value;
      own += value * value;
    }
  }
  let all = 0;
  for (let col = 0; col < cols; col++) all += sums[col]! ** 2;
  return (all - own) / (count * (count - 1));
}
