import type { DatasetIdentity } from '#shared/domain/dataset.ts';
import { LinkButton } from '../../components/link-button.tsx';
import { PlainHead } from '../../components/plain-head.tsx';
import { DatasetName } from '../../parts/dataset-name.tsx';

type Figure<T> = { title: string; of(dataset: T): string };
type Props<T> = { datasets: readonly T[]; figures: readonly Figure<T>[] };

const shown = 6;

/** The newest datasets with their sizes, and the way to a run on each. */
export function NewestDatasets<T extends DatasetIdentity>({ datasets, figures }: Props<T>) {
  const newest = datasets.toSorted((a, b) => b.created_at - a.created_at).slice(0, shown);
  return (
    <table className="plain-table">
      <PlainHead of={['Name', ...figures.map(({ title }) => ({ end: title })), { hidden: 'Actions' }]} />
      <tbody>
        {newest.map((dataset) => (
          <tr key={dataset.id}>
            <td>
              <DatasetName dataset={dataset} />
            </td>
            {figures.map(({ title, of }) => (
              <td key={title} className="num end">
                {of(dataset)}
              </td>
            ))}
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
