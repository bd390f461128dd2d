import { useMemo } from 'react';
import type { GroupsPreview } from '#shared/domain/groups-preview.ts';
import { Panel } from '../../components/panel.tsx';
import { sampledMatrixFigure, sampledMatrixWords } from '../../plots/sampled-matrix.ts';
import { WidePlot } from '../../plots/wide-plot.tsx';
import { formatCount } from '../../text/number.ts';
import { useTokens } from '../../theme/use-tokens.ts';

const height = 300;

/** A part of the matrix as it would be made. */
export function SamplePanel({ preview }: { preview: GroupsPreview }) {
  const tokens = useTokens();
  const figure = useMemo(() => sampledMatrixFigure(preview, tokens), [preview, tokens]);
  const { users, items } = preview.sample;
  return (
    <Panel
      title="Sampled matrix"
      aside={`${users.length} of ${formatCount(preview.users)} users × ${items.length} of ${formatCount(preview.items)} items`}
    >
      <WidePlot figure={figure} height={height} label={sampledMatrixWords(preview)} />
    </Panel>
  );
}
