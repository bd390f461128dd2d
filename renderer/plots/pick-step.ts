import type { Direction, MetricValue } from '#shared/domain/metric.ts';

type Step = { step: number; value: MetricValue };

/** Which step of a history counts: the last, the best by the metric's direction, the lowest or highest value, or the one of this number. */
export type StepChoice = 'last' | 'best' | 'lowest' | 'highest' | number;

/**
 * The step that counts, of those that are numbers; of equally good ones the first. A number that was not logged stands for the last
 * step before it.
 * @returns null where there is none, and for `best` where the metric has no direction
 */
export function pickStep(
  steps: readonly Step[],
  choice: StepChoice,
  direction: Direction,
): { step: number; value: number } | null {
  const numbers = steps.flatMap(({ step, value }) => (value === 'NaN' ? [] : { step, value }));
  if (typeof choice === 'number') return numbers.findLast(({ step }) => step <= choice) ?? null;
  if (choice === 'last') return numbers.at(-1) ?? null;
  const way = choice === 'best' ? direction : choice === 'lowest' ? 'min' : 'max';
  if (way === 'none') return null;
  return numbers.reduce<{ step: number; value: number } | null>(
    (best, next) =>
      best === null || (way === 'min' ? next.value < best.value : next.value > best.value) ? next : best,
    null,
  );
}
