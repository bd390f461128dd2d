import { MatrixKind, MatrixOrder, WindowAggregation } from '#shared/domain/matrix.ts';
import { defined, flagOf, numberOf, oneOf, textOf } from '../../core/search-text.ts';

export const colourScaleNames = ['cividis', 'viridis'] as const;
export type ColourScaleName = (typeof colourScaleNames)[number];

/** Rows [r0, r1) × columns [c0, c1) in positions of the order. */
export type Selection = { r0: number; r1: number; c0: number; c1: number };

/** What the user chose on the heatmaps of a run, as it stands in the address. Absent names mean the usual choice. */
export type HeatmapSearch = {
  kind?: MatrixKind;
  order?: MatrixOrder;
  agg?: WindowAggregation;
  scale?: ColourScaleName;
  /** Colours over the whole range of the matrix, not over what it has. */
  full?: true;
  /** Percentiles at which the colours end. */
  clip?: readonly [low: number, high: number];
  /** Pairs of one with itself are shown. */
  diagonal?: true;
  /** Only cells whose value is at least this far from zero. */
  above?: number;
  /** The user or item that the cursor is on, in whichever order. */
  find?: string;
  /** The selected rows and columns, `r0,r1,c0,c1`. */
  sel?: readonly [number, number, number, number];
  /** Only held-out items that the lists missed. */
  misses?: true;
  table?: true;
  /** The window on screen: rows [r0, r1), columns [c0, c1). */
  r0?: number;
  r1?: number;
  c0?: number;
  c1?: number;
};

/** Changes of the address; undefined takes a choice back. */
export type HeatmapChange = { [K in keyof HeatmapSearch]?: HeatmapSearch[K] | undefined };

export function readHeatmapSearch(search: Record<string, unknown>): HeatmapSearch {
  return defined({
    kind: oneOf(MatrixKind.options, search['kind']),
    order: oneOf(MatrixOrder.options, search['order']),
    agg: oneOf(WindowAggregation.options, search['agg']),
    scale: oneOf(colourScaleNames, search['scale']),
    full: flagOf(search['full']),
    clip: clipOf(search['clip']),
    diagonal: flagOf(search['diagonal']),
    above: numberOf(search['above']),
    find: textOf(search['find']),
    sel: selectionOf(search['sel']),
    misses: flagOf(search['misses']),
    table: flagOf(search['table']),
    r0: numberOf(search['r0']),
    r1: numberOf(search['r1']),
    c0: numberOf(search['c0']),
    c1: numberOf(search['c1']),
  });
}

const numbersOf = (value: unknown): number[] =>
  (Array.isArray(value) ? value : typeof value === 'string' ? value.split(',') : []).map(
    (part: unknown) => numberOf(part) ?? NaN,
  );

function clipOf(value: unknown): HeatmapSearch['clip'] {
  const [low, high] = numbersOf(value);
  if (low === undefined || high === undefined) return undefined;
  return low >= 0 && low < high && high <= 100 ? [low, high] : undefined;
}

function selectionOf(value: unknown): HeatmapSearch['sel'] {
  const [r0 = NaN, r1 = NaN, c0 = NaN, c1 = NaN] = numbersOf(value);
  const isWhole = [r0, r1, c0, c1].every((part) => Number.isInteger(part) && part >= 0);
  return isWhole && r0 < r1 && c0 < c1 ? [r0, r1, c0, c1] : undefined;
}

/** The selection inside a matrix of this size; null where nothing of it is. */
export function selectionIn(
  sel: HeatmapSearch['sel'],
  { rows, cols }: { rows: number; cols: number },
): Selection | null {
  if (!sel) return null;
  const [r0, r1, c0, c1] = sel;
  const within = { r0, r1: Math.min(r1, rows), c0, c1: Math.min(c1, cols) };
  return within.r0 < within.r1 && within.c0 < within.c1 ? within : null;
}
