import { colourScales, divergingOn, type ColourScale } from '#shared/domain/colour-scales.ts';
import type { MatrixInfo, WindowAggregation } from '#shared/domain/matrix.ts';
import { middleRange, symmetric } from '../../../plots/value-range.ts';
import type { Choices } from './choices.ts';
import type { ColourScaleName } from '../heatmap-search.ts';

type Range = [number, number];
export type Colours = { scale: ColourScale; range: Range; note: string };

/** Where the colours of some values end; null where there is none. @param clip  percentiles */
export const clippedRange = (values: Float32Array | undefined, [from, to]: Choices['clip']): Range | null =>
  values ? middleRange(values, from / 100, to / 100) : null;

export type Scheme = 'light' | 'dark';

/** The scale chosen, but for values on both sides of zero, which need one with a neutral middle. */
function scaleFor(
  info: Pick<MatrixInfo, 'min'>,
  agg: WindowAggregation,
  chosen: ColourScaleName,
  scheme: Scheme,
): ColourScale {
  return info.min < 0 && agg !== 'density' ? divergingOn(scheme) : colourScales[chosen];
}

const unite = (a: Range | null, b: Range | null): Range =>
  a && b ? [Math.min(a[0], b[0]), Math.max(a[1], b[1])] : (a ?? b ?? [0, 1]);

/** A range of no width would make one colour of everything; zero is the natural other end. */
const widen = ([low, high]: Range): Range => (low < high ? [low, high] : [Math.min(0, low), Math.max(0, high) || 1]);

/** Windows travel as 32-bit floats: beside the greatest value, anything smaller than this share of it is zero. */
const negligible = 1e-7;
const snap = ([low, high]: Range): Range => [Math.abs(low) < negligible * Math.abs(high) ? 0 : low, high];

/**
 * Scale and range of the colours.
 * @param whole    `clippedRange` of the whole matrix in this aggregation
 * @param onScreen that of the cells on screen, which extends it, because cells are more extreme than the means of many
 * @param choices  the scale and the page that it is on; `full` for the whole range that the matrix can have, not what it has; percentiles at which colours end
 */
export function coloursFor(
  info: Pick<MatrixInfo, 'min' | 'max'>,
  agg: WindowAggregation,
  { scale: chosen, scheme, full, clip: [from, to] }: Pick<Choices, 'scale' | 'full' | 'clip'> & { scheme: Scheme },
  whole: Range | null,
  onScreen: Range | null,
): Colours {
  const scale = scaleFor(info, agg, chosen, scheme);
  const possible: Range = agg === 'density' ? [0, 1] : [info.min, info.max];
  const found = full ? possible : unite(whole, onScreen);
  const range = widen(snap(scale.diverging ? symmetric(found) : found));
  return {
    scale,
    range,
    note: full ? 'The whole range that is possible.' : `Clipped to percentiles ${from} to ${to}.`,
  };
}
