import { colourScales } from '#shared/domain/colour-scales.ts';
import type { MatrixKind, MatrixOrder, WindowAggregation } from '#shared/domain/matrix.ts';
import type { ColourScaleName } from '../heatmap-search.ts';

type Named<T extends string> = readonly { value: T; label: string }[];

export const kindNames: Named<MatrixKind> = [
  { value: 'user_similarity_matrix', label: 'User × user' },
  { value: 'user_item_matrix', label: 'User × item' },
  { value: 'item_similarity_matrix', label: 'Item × item' },
];

export const orderNames: Named<MatrixOrder> = [
  { value: 'group', label: 'By group, then similarity' },
  { value: 'cluster', label: 'By similarity (clusters)' },
  { value: 'optimal', label: 'By similarity (optimal leaves)' },
  { value: 'activity', label: 'By activity' },
  { value: 'dataset', label: 'As in the dataset' },
];

export const aggregationNames: Named<WindowAggregation> = [
  { value: 'mean', label: 'Mean value' },
  { value: 'max', label: 'Greatest value' },
  { value: 'absmax', label: 'Furthest from zero' },
  { value: 'density', label: 'Density' },
];

export const scaleNames: Named<ColourScaleName> = [
  { value: 'cividis', label: colourScales.cividis.title },
  { value: 'viridis', label: colourScales.viridis.title },
];

export const rangeNames: Named<'middle' | 'full'> = [
  { value: 'middle', label: 'Of the values' },
  { value: 'full', label: 'Whole range' },
];
