import { UnstyledButton } from '@mantine/core';
import type { Dataset } from '#shared/domain/dataset.ts';
import { PlainHead } from '../../components/plain-head.tsx';
import { formatCount, formatPercent } from '../../text/number.ts';
import { formatShortTime, formatTime } from '../../text/time.ts';

type Props = { datasets: readonly Dataset[]; chosen: string | undefined; onChoose(dataset: Dataset): void };

/** All versions of all datasets, the newest first. */
export function DatasetTable({ datasets, chosen, onChoose }: Props) {
  return (
    <table className="plain-table" aria-label="Dataset versions">
      <PlainHead
        of={[
          'Dataset',
          'Source',
          { end: 'Users' },
          { end: 'Items' },
          { end: 'Interactions' },
          { end: 'Density' },
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
            <td className="num end">{formatCount(dataset.users)}</td>
            <td className="num end">{formatCount(dataset.items)}</td>
            <td className="num end">{formatCount(dataset.interactions)}</td>
            <td className="num end">{formatPercent(dataset.density)}</td>
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
