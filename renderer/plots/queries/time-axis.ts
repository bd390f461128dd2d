import type { LayoutAxis } from 'plotly.js/lib/core';
import { fontSize, type Tokens } from '../../theme/tokens.ts';
import { formatDuration } from '../../text/duration.ts';

/** Milliseconds. A logarithmic axis has no zero: shorter times stand here. */
export const shortest = 0.001;

/** Where a time is drawn. */
export const drawnTime = (milliseconds: number): number => Math.max(shortest, milliseconds);

/** Part of a decade that stays free at either end. */
const room = 0.08;

/**
 * The ends of a logarithmic axis that holds all of these times.
 * @returns powers of ten, in milliseconds
 */
export function timeRange(times: Iterable<number>): [number, number] {
  let [least, most] = [Infinity, -Infinity];
  for (const time of times) {
    const power = Math.log10(drawnTime(time));
    least = Math.min(least, power);
    most = Math.max(most, power);
  }
  return least > most ? [0, 3] : [least - room, most + room];
}

/** A logarithmic axis of times, a tick a decade, named as people say them. */
export function timeAxis(title: string, range: readonly [number, number], tokens: Tokens): Partial<LayoutAxis> {
  const powers = Array.from(
    { length: Math.max(0, Math.floor(range[1]) - Math.ceil(range[0]) + 1) },
    (_, at) => Math.ceil(range[0]) + at,
  );
  const ticks = powers.length > 0 ? powers.map((power) => 10 ** power) : range.map((power) => 10 ** power);
  return {
    type: 'log',
    title: { text: title, standoff: 8, font: { size: fontSize.xs } },
    range: [...range],
    tickvals: ticks,
    ticktext: ticks.map(formatDuration),
    fixedrange: true,
    zeroline: false,
    gridcolor: tokens.border,
    linecolor: tokens.control,
  };
}
