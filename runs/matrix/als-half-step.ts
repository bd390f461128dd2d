import { exactArea, gradientsArea, longestRow } from './als-area.ts';
import type { AlsJob } from './als-pass.ts';
import { alsFixed, ridgeOf, withStride } from './als-system.ts';
import type { AlsSettings } from './als-system.ts';
import { rowLength } from './csr.ts';
import type { Csr } from './csr.ts';
import { mirror } from './gram-pass.ts';
import { layInPages } from './pages.ts';
import type { Runner } from './pass.ts';
import { padded } from './tile.ts';

/** Half of an iteration of alternating least squares. */
export type AlsStep = AlsSettings & {
  /** Rows to solve × fixed columns, values above 0. */
  ratings: Csr;
  /** columns × factors */
  fixed: Float64Array;
  /** rows × factors: where conjugate gradients start. Cholesky needs none. */
  start: Float64Array | null;
  /** Steps of conjugate gradients for each row; 0 solves exactly by Cholesky. */
  steps: number;
};

/** Factors of all rows, rows × factors, and Σ over all values of w·(x·y − 1)² + pull·(1 − 2·x·y) with them. */
export type AlsAnswer = { solved: Float64Array; squaredError: number };

/** Half of an iteration of alternating least squares: every row for itself against the fixed factors of the columns. */
export async function alsHalfStep(runner: Runner, step: AlsStep): Promise<AlsAnswer> {
  const ground = takeGround(runner, step);
  fill(ground, step);
  await runner.run(ground.jobs, () => undefined);
  const { area } = ground.jobs[0]!;
  const solved = withStride(Float64Array.from(area.solved), ground.size, step.factors);
  // Rows in ascending order, whichever thread was first.
  const squaredError = area.errors.reduce((sum, error) => sum + error, 0);
  grounds.set(step.ratings, ground);
  return { solved, squaredError };
}

/** A matrix laid out for half steps of one kind; what does not change from step to step is filled in. */
type Ground = { key: string; size: number; jobs: AlsJob[] };

/** Kept for the next half step over the same matrix, which must not change meanwhile. */
const grounds = new WeakMap<Csr, Ground>();

/** The kept one, taken away for this step, or a new one. */
function takeGround(runner: Runner, step: AlsStep): Ground {
  const { ratings, start, steps, ...settings } = step;
  const { factors, unobserved, regularization, frequency, pull } = settings;
  const { kernel, memory, threads } = runner;
  const kind = [factors, unobserved, regularization, frequency, pull];
  const key = [kernel, memory, threads, start ? steps : 0, ...kind].join(' ');
  const kept = grounds.get(ratings);
  grounds.delete(ratings);
  return kept?.key === key ? kept : createGround(runner, step, key);
}

function createGround(runner: Runner, { ratings, start, steps, ...settings }: AlsStep, key: string): Ground {
  const size = padded(settings.factors);
  const longest = longestRow(ratings);
  const common = { kind: 'als', settings: settingsOf(settings), size, longest } as const;
  let jobs: AlsJob[];
  if (start && steps > 0) {
    const { pages, arrays } = layInPages(runner, gradientsArea(ratings, size, runner.threads));
    jobs = arrays.scratch.map((scratch) => ({ ...common, solver: 'cg', steps, pages, area: arrays.area, scratch }));
  } else {
    const { pages, arrays } = layInPages(runner, exactArea(ratings, size, runner.threads));
    jobs = arrays.scratch.map((scratch) => ({ ...common, solver: 'cholesky', pages, area: arrays.area, scratch }));
  }
  const { rowPointers, rowColumns, weights, ridges } = jobs[0]!.area;
  rowPointers.set(ratings.indptr);
  rowColumns.set(ratings.indices);
  weights.set(ratings.values);
  for (let row = 0; row < ratings.rows; row++) ridges[row] = ridgeOf(settings, rowLength(ratings, row), ratings.cols);
  return { key, size, jobs };
}

const settingsOf = ({ factors, unobserved, regularization, frequency, pull }: AlsSettings): AlsSettings => {
  return { factors, unobserved, regularization, frequency, pull };
};

/** What changes from step to step. */
function fill({ size, jobs }: Ground, step: AlsStep): void {
  const { area, solver } = jobs[0]!;
  const fixed = alsFixed(step, step.fixed);
  if (solver === 'cg') mirror(fixed.background, size, size);
  area.fixed.set(fixed.fixed);
  area.background.set(fixed.background);
  if (step.start) area.solved.set(withStride(step.start, step.factors, size));
}
