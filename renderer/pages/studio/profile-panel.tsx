import { useMemo } from 'react';
import { barNames } from '#shared/domain/bar-names.ts';
import type { GroupsPreview } from '#shared/domain/groups-preview.ts';
import { Facts } from '../../components/facts.tsx';
import { Panel } from '../../components/panel.tsx';
import { distributionFigure, distributionWords } from '../../plots/distribution.ts';
import { WidePlot } from '../../plots/wide-plot.tsx';
import { formatCount } from '../../text/number.ts';
import { useTokens } from '../../theme/use-tokens.ts';

const height = 150;

/** Size, density and concentration, and how active users are. */
export function ProfilePanel({ preview }: { preview: GroupsPreview }) {
  const tokens = useTokens();
  const { activity, users, drawn_users, interactions } = preview;
  const names = useMemo(() => barNames(activity, formatCount), [activity]);
  const figure = useMemo(() => distributionFigure(activity, names, 'user', tokens), [activity, names, tokens]);
  const ofDrawn = drawn_users < users ? ` of ${formatCount(drawn_users)} users drawn` : '';
  return (
    <Panel title="Profile">
      <Facts
        facts={[
          ['Users × items', `${formatCount(users)} × ${formatCount(preview.items)}`],
          ['Interactions', `${formatCount(interactions)}${ofDrawn}`],
          ['Density', `${(100 * preview.density).toFixed(2)} %`],
          ['Gini of items', preview.gini.toFixed(3)],
          ['Users with 1 or 2 items', `${formatCount(preview.cold_users)}${ofDrawn}`],
        ]}
      />
      <WidePlot figure={figure} height={height} label={distributionWords(activity, names, 'user')} />
    </Panel>
  );
}
