import type { Dataset } from '#shared/domain/dataset.ts';
import { LinkButton } from '../../components/link-button.tsx';
import { PlainHead } from '../../components/plain-head.tsx';
import { DatasetName } from '../../parts/dataset-name.tsx';
import { formatCount, formatPercent } from '../../text/number.ts';

/** The newest datasets with their sizes, and the way to a run on each. */
export function DatasetList({ datasets }: { datasets: readonly Dataset[] }) {
  const newest = datasets.toSorted((a, b) => b.created_at - a.created_at).slice(0, 6);
  return (
    <table className="plain-table">
      <PlainHead of={['Name', { end: 'Users × items' }, { end: 'Density' }, { hidden: 'Actions' }]} />
      <tbody>
        {newest.map((dataset) => (
          <tr key={dataset.id}>
            <td>
              <DatasetName dataset={dataset} />
            </td>
            <td className="num end">
              {formatCount(dataset.users)} × {formatCount(dataset.items)}
            </td>
            <td className="num end">{formatPercent(dataset.density)}</td>
            <td className="end">
              <LinkButton
                to="/train"
                search={{ dataset: dataset.id }}
                variant="subtle"
                size="compact-xs"
                aria-label={`Train on ${dataset.name} v${dataset.version}`}
              >
                Train
              </LinkButton>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
