import { useMemo } from 'react';
import { useElementSize } from '@mantine/hooks';
import { barNames } from '#shared/domain/bar-names.ts';
import type { Histogram } from '#shared/domain/dataset.ts';
import { distributionFigure, distributionWords } from '../../plots/distribution.ts';
import { Plot } from '../../plots/plot.tsx';
import { formatCount } from '../../text/number.ts';
import { useTokens } from '../../theme/use-tokens.ts';

const height = 170;

/** How many users, or items, have how many interactions. */
export function Distribution({ histogram, unit }: { histogram: Histogram; unit: 'user' | 'item' }) {
  const { ref, width } = useElementSize();
  const tokens = useTokens();
  const names = useMemo(() => barNames(histogram, formatCount), [histogram]);
  const figure = useMemo(() => distributionFigure(histogram, names, unit, tokens), [histogram, names, unit, tokens]);
  return (
    <div ref={ref} className="data-distribution" style={{ minHeight: height }}>
      {width > 0 && (
        <Plot figure={figure} width={width} height={height} label={distributionWords(histogram, names, unit)} />
      )}
    </div>
  );
}
