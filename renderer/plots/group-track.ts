import { groupColour } from '#shared/domain/group-colours.ts';
import type { AxisBin } from '#shared/domain/matrix.ts';

/** A stretch of neighbouring bins of one group, in positions of the order. */
export type Stretch = { from: number; to: number; group: number | null };

/** Neighbouring bins of one group become one stretch. */
export function groupStretches(bins: readonly AxisBin[]): Stretch[] {
  const stretches: Stretch[] = [];
  for (const { from, to, group } of bins) {
    const last = stretches.at(-1);
    if (last && last.group === group && last.to === from) last.to = to;
    else stretches.push({ from, to, group });
  }
  return stretches;
}

export type TrackSegment = { key: number; colour: string; letter: string; start: number; size: number };

/** Pixels that a letter needs. */
const letterRoom = 12;

/**
 * The segments of a track beside the cells, in pixels from its start; a segment has its letter where there is room.
 * @param from  first position on screen
 * @param to    position after the last one on screen
 */
export function trackSegments(
  bins: readonly AxisBin[],
  letters: readonly string[],
  from: number,
  to: number,
  pixels: number,
): TrackSegment[] {
  const perPosition = pixels / (to - from);
  return groupStretches(bins).flatMap((stretch) => {
    const start = Math.max(0, (stretch.from - from) * perPosition);
    const end = Math.min(pixels, (stretch.to - from) * perPosition);
    if (end <= start) return [];
    const letter = stretch.group === null || end - start < letterRoom ? '' : (letters[stretch.group] ?? '');
    return [{ key: stretch.from, colour: groupColour(stretch.group), letter, start, size: end - start }];
  });
}
