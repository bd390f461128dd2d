import { useState } from 'react';
import { SegmentedControl } from '@mantine/core';
import type { GroupsPreview } from '#shared/domain/groups-preview.ts';
import { Panel } from '../../components/panel.tsx';
import { scrollable } from '../../components/scrollable.ts';
import { SquareTable } from './square-table.tsx';

const views = [
  { value: 'cosine', label: 'Cosine' },
  { value: 'corrected', label: 'Activity-corrected' },
];

/** Similarity of groups: what the recipe leads to expect, beside what its seed gives. */
export function SimilarityPanel({ preview }: { preview: GroupsPreview }) {
  const [view, setView] = useState('cosine');
  const isCorrected = view === 'corrected';
  const { groups, expected, realised, chance, max_error } = preview;
  const shown = (values: number[][]) =>
    values.map((row, a) => row.map((value, b) => (isCorrected ? ratio(value, chance[a]![b]!) : value)));
  const both = [shown(expected), shown(realised)] as const;
  const numbers = both.flat(2).filter((value) => value !== null);
  const range = [Math.min(0, ...numbers), Math.max(...numbers)] as const;
  const format = (value: number) => (isCorrected ? `${value.toFixed(1)}×` : short(value));
  return (
    <Panel
      title="Similarity of groups"
      className="studio-wide"
      aside={<SegmentedControl aria-label="View of similarity" data={views} value={view} onChange={setView} />}
    >
      <div className="studio-both">
        {(['Expected', 'Realised'] as const).map((title, index) => (
          <section key={title} className="studio-scroll" {...scrollable(`${title} similarities`)}>
            <h3>{title}</h3>
            <SquareTable
              label={`${title} similarity`}
              groups={groups}
              values={both[index]!}
              range={range}
              format={format}
            />
          </section>
        ))}
      </div>
      <p className="small studio-note">
        Largest error{' '}
        <strong className="num" data-testid="max-error">
          {max_error.value.toFixed(4)}
        </strong>{' '}
        at {groups[max_error.a]!.name} × {groups[max_error.b]!.name}.{' '}
        <span className="muted">
          {isCorrected
            ? 'Times as similar as users of the same activity who like everything alike.'
            : 'Mean cosine of two members; expected for any seed, realised with this one.'}
        </span>
      </p>
    </Panel>
  );
}

const ratio = (value: number, chance: number): number | null => (chance > 0 ? value / chance : null);

/** 0.0414 → .041: narrow, as all are below 1. */
const short = (value: number): string => (value >= 0.9995 ? '1.00' : value.toFixed(3).replace(/^(-?)0\./, '$1.'));
