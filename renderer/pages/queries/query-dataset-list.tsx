import type { QueryDataset } from '#shared/domain/query-dataset.ts';
import { LinkButton } from '../../components/link-button.tsx';
import { PlainHead } from '../../components/plain-head.tsx';
import { DatasetName } from '../../parts/dataset-name.tsx';
import { formatCount } from '../../text/number.ts';

const shown = 6;

/** The newest versions with their sizes, and the way to a run on each. */
export function QueryDatasetList({ datasets }: { datasets: readonly QueryDataset[] }) {
  const newest = datasets.toSorted((a, b) => b.created_at - a.created_at).slice(0, shown);
  return (
    <table className="plain-table">
      <PlainHead of={['Name', { end: 'Queries' }, { end: 'Samples' }, { hidden: 'Actions' }]} />
      <tbody>
        {newest.map((dataset) => (
          <tr key={dataset.id}>
            <td>
              <DatasetName dataset={dataset} />
            </td>
            <td className="num end">{formatCount(dataset.queries)}</td>
            <td className="num end">{formatCount(dataset.samples)}</td>
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
