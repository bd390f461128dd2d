import type { Dataset } from '#shared/domain/dataset.ts';
import { formatCount, formatPercent } from '../../text/number.ts';
import { NewestDatasets } from './newest-datasets.tsx';

const figures = [
  { title: 'Users × items', of: ({ users, items }: Dataset) => `${formatCount(users)} × ${formatCount(items)}` },
  { title: 'Density', of: ({ density }: Dataset) => formatPercent(density) },
];

/** The newest versions of interactions. */
export const DatasetList = ({ datasets }: { datasets: readonly Dataset[] }) => (
  <NewestDatasets datasets={datasets} figures={figures} />
);
