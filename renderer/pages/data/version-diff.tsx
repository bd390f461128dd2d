import { CloseButton } from '@mantine/core';
import type { Dataset } from '#shared/domain/dataset.ts';
import { LongText } from '../../components/long-text.tsx';
import { Panel } from '../../components/panel.tsx';
import { scrollable } from '../../components/scrollable.ts';
import { factDifferences, recipeDifferences, type Difference } from './version-differences.ts';

type Props = { a: Dataset; b: Dataset; onClose(): void };

/** Two versions side by side: all facts, and of the recipes what differs. */
export function VersionDiff({ a, b, onClose }: Props) {
  const recipe = recipeDifferences(a, b).filter(({ differs }) => differs);
  const names = [a, b].map(({ name, version }) => `${name} v${version}`);
  return (
    <Panel
      title={`${names[0]} and ${names[1]}`}
      flush
      aside={<CloseButton aria-label="Close the comparison" size="sm" onClick={onClose} />}
    >
      <section className="data-diff" {...scrollable('Differences')}>
        <DiffTable caption="Facts" names={names} rows={factDifferences(a, b)} />
        {recipe.length > 0 ? (
          <DiffTable caption="Recipe" names={names} rows={recipe} />
        ) : (
          <p className="data-diff-none muted">The recipes are the same.</p>
        )}
      </section>
    </Panel>
  );
}

function DiffTable({ caption, names, rows }: { caption: string; names: string[]; rows: readonly Difference[] }) {
  return (
    <table className="plain-table" aria-label={caption}>
      <thead>
        <tr>
          <th scope="col">{caption}</th>
          {names.map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
          <th scope="col">Same?</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ term, a, b, differs }) => (
          <tr key={term} className={differs ? '' : 'muted'}>
            <th scope="row">{term}</th>
            <td className="data-reason">{term === 'Fingerprint' ? <LongText text={a} /> : a}</td>
            <td className="data-reason">{term === 'Fingerprint' ? <LongText text={b} /> : b}</td>
            <td>{differs ? '≠ differs' : '= same'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
