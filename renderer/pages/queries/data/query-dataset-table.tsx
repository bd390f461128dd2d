import { UnstyledButton } from '@mantine/core';
import type { QueryDataset } from '#shared/domain/query-dataset.ts';
import { PlainHead } from '../../../components/plain-head.tsx';
import { formatDuration } from '../../../text/duration.ts';
import { formatCount } from '../../../text/number.ts';
import { formatShortTime, formatTime } from '../../../text/time.ts';

type Props = {
  datasets: readonly QueryDataset[];
  chosen: string | undefined;
  onChoose(dataset: QueryDataset): void;
};

/** All versions of query samples, the newest first. */
export function QueryDatasetTable({ datasets, chosen, onChoose }: Props) {
  return (
    <table className="plain-table" aria-label="Dataset versions">
      <PlainHead
        of={[
          'Dataset',
          'Source',
          { end: 'Queries' },
          { end: 'Samples' },
          { end: 'Median time' },
          { end: 'Runs' },
          { end: 'Made' },
        ]}
      />
      <tbody>
        {datasets.map((dataset) => (
          <tr key={dataset.id} className={dataset.id === chosen ? 'data-chosen' : ''} onClick={() => onChoose(dataset)}>
            <th scope="row">
              <UnstyledButton
                className="data-name"
                aria-pressed={dataset.id === chosen}
                onClick={() => onChoose(dataset)}
              >
                {dataset.name} <span className="muted">v{dataset.version}</span>
              </UnstyledButton>
            </th>
            <td className="clip data-source" title={dataset.recipe.source}>
              {dataset.recipe.source}
            </td>
            <td className="num end">{formatCount(dataset.queries)}</td>
            <td className="num end">{formatCount(dataset.samples)}</td>
            <td className="num end">{medianOf(dataset)}</td>
            <td className="num end">{formatCount(dataset.runs)}</td>
            <td className="num end muted" title={formatTime(dataset.created_at)}>
              {formatShortTime(dataset.created_at)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const medianOf = ({ profile: { execution_ms: time } }: QueryDataset): string =>
  time.median === null ? '–' : formatDuration(time.median);
