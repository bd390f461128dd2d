import { KindredError, never } from '#shared/api/errors.ts';
import { alsPass } from './als-pass.ts';
import type { AlsJob } from './als-pass.ts';
import type { Kernel } from './kernels/kernel.ts';
import { elasticNetPass } from './elastic-net-pass.ts';
import type { ElasticNetJob } from './elastic-net-pass.ts';
import { gramPass } from './gram-pass.ts';
import type { GramJob } from './gram-pass.ts';
import { inversePass, inverseBlocks } from './inverse-pass.ts';
import type { InverseJob } from './inverse-pass.ts';
import { lanePass, laneUnits } from './lane-pass.ts';
import { lookers } from './meeting.ts';
import type { LaneJob } from './lane-pass.ts';
import { neighbourPass } from './neighbour-pass.ts';
import type { NeighbourJob } from './neighbour-pass.ts';
import { productPass } from './product-pass.ts';
import type { ProductJob } from './product-pass.ts';
import { rangePass } from './range-pass.ts';
import type { Spill } from './spill.ts';
import type { RangeJob } from './range-pass.ts';

/** One thread's part of a pass over rows: arrays and numbers only, so it crosses to another thread as it is. */
export type Job = NeighbourJob | LaneJob | RangeJob | ProductJob | GramJob | InverseJob | AlsJob | ElasticNetJob;

/**
 * A started job. It handles the rows [from, to), where rows meet one another with all greater ones, and writes to the job's own
 * output. Rows may come in any blocks; a row is handled once.
 */
export type Pass = (from: number, to: number) => void;

export function startPass(job: Job): Pass {
  switch (job.kind) {
    case 'neighbours':
      return neighbourPass(job);
    case 'lanes':
      return lanePass(job);
    case 'range':
      return rangePass(job);
    case 'product':
      return productPass(job);
    case 'gram':
      return gramPass(job);
    case 'inverse':
      return inversePass(job);
    case 'als':
      return alsPass(job);
    case 'elastic-net':
      return elasticNetPass(job);
    default:
      return never(job);
  }
}

/** What a pass goes over. */
export function rowsOf(job: Job): number {
  switch (job.kind) {
    case 'neighbours':
    case 'range':
    case 'gram':
      return lookers({ rows: job.products.ratings.rows, others: job.products.others });
    case 'lanes':
      return laneUnits(job);
    case 'product':
      return job.left.rows;
    case 'inverse':
      return inverseBlocks(job);
    case 'als':
      return job.area.ridges.length;
    case 'elastic-net':
      return job.problem.size;
    default:
      return never(job);
  }
}

/** Rows between two looks at the stop flag: some milliseconds each, also with 20 million values. */
export const blockOf = ({ kind }: Job): number => (coarse.has(kind) ? 1 : 16);

/** Jobs whose rows are blocks of work by themselves. */
const coarse: ReadonlySet<Job['kind']> = new Set(['lanes', 'inverse', 'elastic-net', 'als']);

/** Carries out one job a thread; the jobs differ only in their outputs, if at all. */
export type Runner = {
  threads: number;
  /** Where the arrays of its jobs must be. */
  memory: 'private' | 'shared';
  /** Who does the heavy sums of its jobs. */
  kernel: Kernel;
  /** How much searches for similar rows may use at a time; without limit where absent. */
  spill?: Spill;
  /** @throws KindredError cancelled soon after it was asked to stop */
  run(jobs: readonly Job[], onProgress: (done: number, total: number) => void): Promise<void>;
};

export const cancelled = (): KindredError => new KindredError('cancelled', 'The run was cancelled.');
