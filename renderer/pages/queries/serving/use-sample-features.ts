import type { QueryFeatures } from '#shared/domain/query-features.ts';
import { useCall } from '../../../core/use-call.ts';

/** Features of the slowest sample of a dataset, to begin with; undefined where the dataset is not on this computer. */
export function useSampleFeatures({ name, version }: { name: string; version: number }): QueryFeatures | undefined {
  const page = useCall('performance.samples', { dataset: `${name}@${version}`, limit: 1 }, { staleTime: Infinity });
  return page.data?.samples[0]?.features;
}
