import { UnstyledButton } from '@mantine/core';
import type { Dataset } from '#shared/domain/dataset.ts';
import { formatCount, formatPercent } from '../../text/number.ts';
import { formatShortTime, formatTime } from '../../text/time.ts';

type Props = { datasets: readonly Dataset[]; chosen: string | undefined; onChoose(dataset: Dataset): void };

/** All versions of all datasets, the newest first. */
export function DatasetTable({ datasets, chosen, onChoose }: Props) {
  return (
    <table className="plain-table" aria-label="Dataset versions">
      <thead>
        <tr>
          <th scope="col">Dataset</th>
          <th scope="col">Source</th>
          <th scope="col" className="end">
            Users
          </th>
          <th scope="col" className="end">
            Items
          </th>
          <th scope="col" className="end">
            Interactions
          </th>
          <th scope="col" className="end">
            Density
          </th>
          <th scope="col" className="end">
            Runs
          </th>
          <th scope="col" className="end">
            Made
          </th>
        </tr>
      </thead>
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
