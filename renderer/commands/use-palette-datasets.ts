import type { Dataset } from '#shared/domain/dataset.ts';
import type { Kind } from '#shared/domain/kind.ts';
import type { QueryDataset } from '#shared/domain/query-dataset.ts';
import { useCall } from '../core/use-call.ts';

/** All datasets of a kind, once the palette is open. */
export function usePaletteDatasets(kind: Kind, isOpen: boolean): readonly (Dataset | QueryDataset)[] | undefined {
  const interactions = useCall('datasets.list', {}, { enabled: isOpen && kind === 'recommender' });
  const samples = useCall('performance.datasets', {}, { enabled: isOpen && kind === 'query_performance' });
  return kind === 'recommender' ? interactions.data : samples.data;
}
