import { useMemo } from 'react';
import { barNames } from '#shared/domain/bar-names.ts';
import type { GroupsPreview } from '#shared/domain/groups-preview.ts';
import { Facts } from '../../components/facts.tsx';
import { Panel } from '../../components/panel.tsx';
import { distributionFigure, distributionWords } from '../../plots/distribution.ts';
import { WidePlot } from '../../plots/wide-plot.tsx';
import { formatCount, formatFigure, formatPercent } from '../../text/number.ts';
import { useTokens } from '../../theme/use-tokens.ts';

const height = 130;

/** Size, density and concentration, how active users are and how long the tail of items is. */
export function ProfilePanel({ preview }: { preview: GroupsPreview }) {
  const tokens = useTokens();
  const { activity, popularity, users, drawn_users, interactions } = preview;
  const charts = useMemo(
    () =>
      (
        [
          ['Users by their interactions', activity, 'user'],
          ['Items by their interactions', popularity, 'item'],
        ] as const
      ).map(([title, histogram, unit]) => {
        const names = barNames(histogram, formatCount);
        const figure = distributionFigure(histogram, names, unit, tokens);
        return { title, figure, label: distributionWords(histogram, names, unit) };
      }),
    [activity, popularity, tokens],
  );
  const ofDrawn = drawn_users < users ? ` of ${formatCount(drawn_users)} users drawn` : '';
  return (
    <Panel title="Profile">
      <Facts
        facts={[
          ['Users × items', `${formatCount(users)} × ${formatCount(preview.items)}`],
          ['Interactions', `${formatCount(interactions)}${ofDrawn}`],
          ['Density', formatPercent(preview.density)],
          ['Gini of items', formatFigure(preview.gini)],
          ['Users with 1 or 2 items', `${formatCount(preview.cold_users)}${ofDrawn}`],
        ]}
      />
      {charts.map(({ title, ...chart }) => (
        <section key={title} className="studio-shape">
          <h3 className="small">{title}</h3>
          <WidePlot {...chart} height={height} />
        </section>
      ))}
    </Panel>
  );
}
