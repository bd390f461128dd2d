import type { QueryDataset } from '#shared/domain/query-dataset.ts';
import { formatDuration } from '../../../text/duration.ts';
import { formatCount } from '../../../text/number.ts';
import { VersionTable, type VersionFigure } from '../../data/version-table.tsx';

type Props = {
  datasets: readonly QueryDataset[];
  chosen: string | undefined;
  onChoose(dataset: QueryDataset): void;
};

const figures: readonly VersionFigure<QueryDataset>[] = [
  { title: 'Queries', of: ({ queries }) => formatCount(queries) },
  { title: 'Samples', of: ({ samples }) => formatCount(samples) },
  {
    title: 'Median time',
    of: ({ profile: { execution_ms: time } }) => (time.median === null ? '–' : formatDuration(time.median)),
  },
];

/** All versions of query samples. */
export const QueryDatasetTable = (props: Props) => <VersionTable {...props} figures={figures} />;
