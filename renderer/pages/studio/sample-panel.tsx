import { useMemo } from 'react';
import { useElementSize } from '@mantine/hooks';
import type { GroupsPreview } from '#shared/domain/groups-preview.ts';
import { Panel } from '../../components/panel.tsx';
import { Plot } from '../../plots/plot.tsx';
import { sampledMatrixFigure, sampledMatrixWords } from '../../plots/sampled-matrix.ts';
import { useTokens } from '../../theme/use-tokens.ts';

const height = 300;

/** A part of the matrix as it would be made. */
export function SamplePanel({ preview }: { preview: GroupsPreview }) {
  const { ref, width } = useElementSize();
  const tokens = useTokens();
  const figure = useMemo(() => sampledMatrixFigure(preview, tokens), [preview, tokens]);
  const { users, items } = preview.sample;
  return (
    <Panel
      title="Sampled matrix"
      aside={`${users.length} of ${preview.users} users × ${items.length} of ${preview.items} items`}
    >
      <div ref={ref} style={{ minHeight: height }}>
        {width > 0 && <Plot figure={figure} width={width} height={height} label={sampledMatrixWords(preview)} />}
      </div>
    </Panel>
  );
}
