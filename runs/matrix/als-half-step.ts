import type { AlsStep } from './als-pass.ts';
import { alsFixed } from './als-system.ts';
import { copyTo, memoryOf } from './memory.ts';
import type { Runner } from './pass.ts';
import { inMemoryOf } from './shared-copies.ts';

/** Factors of all rows, rows × factors, and Σ over all values of w·(x·y − 1)² with them. */
export type AlsAnswer = { solved: Float64Array; squaredError: number };

/** Half of an iteration of alternating least squares: every row for itself against the fixed factors of the columns. */
export async function alsHalfStep(runner: Runner, step: AlsStep): Promise<AlsAnswer> {
  const memory = memoryOf(runner);
  const { ratings, factors, unobserved, regularization, frequency } = step;
  const solved = memory.floats(ratings.rows * factors);
  if (step.start) solved.set(step.start);
  const { fixed, background } = alsFixed(step.fixed, factors);
  const job = {
    kind: 'als',
    ratings: inMemoryOf(runner, ratings),
    settings: { factors, unobserved, regularization, frequency },
    fixed: { fixed: copyTo(memory, fixed), background: copyTo(memory, background) },
    steps: step.start ? step.steps : 0,
    solved,
    errors: memory.floats(ratings.rows),
  } as const;
  await runner.run(
    Array.from({ length: runner.threads }, () => job),
    () => undefined,
  );
  // Rows in ascending order, whichever thread was first.
  return { solved, squaredError: job.errors.reduce((sum, error) => sum + error, 0) };
}
