import type { Slices } from '#shared/domain/comparison.ts';
import { directionOf } from '#shared/domain/metric.ts';

type Slice = Slices['by'][number]['slices'][number];

/** Slices as they are named, or the worst by the metric's direction first; those without a value are last. */
export function orderedSlices<T extends Slice>(slices: readonly T[], metric: string, isWorstFirst: boolean): T[] {
  if (!isWorstFirst) return [...slices];
  const sign = directionOf(metric) === 'min' ? -1 : 1;
  return slices.toSorted((a, b) => {
    if (a.mean === null || b.mean === null) return Number(a.mean === null) - Number(b.mean === null);
    return sign * (a.mean - b.mean);
  });
}

/** From zero, or the least value, to the greatest end of an interval: one axis for all slices, so that they can be compared. */
export function sliceDomain({ by }: Slices): [number, number] {
  const ends = by.flatMap(({ slices }) =>
    slices.flatMap(({ mean, ci }) => (mean === null ? [] : (ci ?? [mean, mean]))),
  );
  return [Math.min(0, ...ends), Math.max(0, ...ends) || 1];
}
