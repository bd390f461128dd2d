import type { GroupsPreview } from '#shared/domain/groups-preview.ts';
import { Panel } from '../../components/panel.tsx';
import { scrollable } from '../../components/scrollable.ts';
import { SquareTable } from './square-table.tsx';

/** How well two groups can be told apart by the similarity of their users. */
export function SeparationPanel({ preview }: { preview: GroupsPreview }) {
  const { groups, pairs, separation } = preview;
  const values = groups.map((_, a) =>
    groups.map((__, b) => {
      const pair = pairs.find((each) => each.a === Math.min(a, b) && each.b === Math.max(a, b));
      return (a < b ? pair?.predicted : pair?.realised) ?? null;
    }),
  );
  return (
    <Panel title="Separation (AUC)" aside="predicted above, realised below">
      <section className="studio-scroll" {...scrollable('Separations of each two groups')}>
        <SquareTable
          label="Separation of each two groups"
          groups={groups}
          values={values}
          range={[0.5, 1]}
          format={(value) => value.toFixed(2).replace(/^0\./, '.')}
        />
      </section>
      <p className="small studio-note">
        All groups: predicted <strong className="num">{said(separation.predicted)}</strong>, realised{' '}
        <strong className="num">{said(separation.realised)}</strong>.{' '}
        <span className="muted">
          Probability that two users of one group are more similar than two of different groups; 0.5 is chance.
        </span>
      </p>
    </Panel>
  );
}

const said = (value: number | null): string => value?.toFixed(3) ?? '–';
