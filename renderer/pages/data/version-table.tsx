import { UnstyledButton } from '@mantine/core';
import type { DatasetIdentity } from '#shared/domain/dataset.ts';
import { PlainHead } from '../../components/plain-head.tsx';
import { baseName } from './new/file-names.ts';
import { formatCount } from '../../text/number.ts';
import { formatShortTime, formatTime } from '../../text/time.ts';

/** A figure of a version, such as how many users it has. */
export type VersionFigure<T> = { title: string; of(dataset: T): string };

type Props<T> = {
  datasets: readonly T[];
  chosen: string | undefined;
  figures: readonly VersionFigure<T>[];
  onChoose(dataset: T): void;
};

/** A file by its name; its folder is read by pointing at it. */
const sourceName = (source: string): string => (source.startsWith('file:') ? `file:${baseName(source)}` : source);

/** All versions of all datasets of a kind, in the order in which they are given. */
export function VersionTable<T extends DatasetIdentity & { recipe: { source: string } }>(props: Props<T>) {
  const { datasets, chosen, figures, onChoose } = props;
  return (
    <table className="plain-table" aria-label="Dataset versions">
      <PlainHead
        of={['Dataset', 'Source', ...figures.map(({ title }) => ({ end: title })), { end: 'Runs' }, { end: 'Made' }]}
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
              {sourceName(dataset.recipe.source)}
            </td>
            {figures.map(({ title, of }) => (
              <td key={title} className="num end">
                {of(dataset)}
              </td>
            ))}
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
