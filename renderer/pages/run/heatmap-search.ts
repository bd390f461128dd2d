import { MatrixKind, MatrixOrder, WindowAggregation } from '#shared/domain/matrix.ts';
import { defined, flagOf, numberOf, oneOf } from '../../core/search-text.ts';

export const colourScaleNames = ['cividis', 'viridis'] as const;
export type ColourScaleName = (typeof colourScaleNames)[number];

/** What the user chose on the heatmaps of a run, as it stands in the address. Absent names mean the usual choice. */
export type HeatmapSearch = {
  kind?: MatrixKind;
  order?: MatrixOrder;
  agg?: WindowAggregation;
  scale?: ColourScaleName;
  /** Colours over the whole range of the matrix, not its middle 98 %. */
  full?: true;
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
    table: flagOf(search['table']),
    r0: numberOf(search['r0']),
    r1: numberOf(search['r1']),
    c0: numberOf(search['c0']),
    c1: numberOf(search['c1']),
  });
}
