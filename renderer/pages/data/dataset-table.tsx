import type { Dataset } from '#shared/domain/dataset.ts';
import { formatCount, formatPercent } from '../../text/number.ts';
import { VersionTable, type VersionFigure } from './version-table.tsx';

type Props = { datasets: readonly Dataset[]; chosen: string | undefined; onChoose(dataset: Dataset): void };

const figures: readonly VersionFigure<Dataset>[] = [
  { title: 'Users', of: ({ users }) => formatCount(users) },
  { title: 'Items', of: ({ items }) => formatCount(items) },
  { title: 'Interactions', of: ({ interactions }) => formatCount(interactions) },
  { title: 'Density', of: ({ density }) => formatPercent(density) },
];

/** All versions of interactions. */
export const DatasetTable = (props: Props) => <VersionTable {...props} figures={figures} />;
