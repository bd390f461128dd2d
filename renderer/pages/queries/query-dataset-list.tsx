import type { QueryDataset } from '#shared/domain/query-dataset.ts';
import { formatCount } from '../../text/number.ts';
import { NewestDatasets } from '../home/newest-datasets.tsx';

const figures = [
  { title: 'Queries', of: ({ queries }: QueryDataset) => formatCount(queries) },
  { title: 'Samples', of: ({ samples }: QueryDataset) => formatCount(samples) },
];

/** The newest versions of query samples. */
export const QueryDatasetList = ({ datasets }: { datasets: readonly QueryDataset[] }) => (
  <NewestDatasets datasets={datasets} figures={figures} />
);
