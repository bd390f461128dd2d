import { useMemo } from 'react';
import { barNames } from '#shared/domain/bar-names.ts';
import type { Histogram } from '#shared/domain/dataset.ts';
import { distributionFigure, distributionWords } from '../../plots/distribution.ts';
import { WidePlot } from '../../plots/wide-plot.tsx';
import { formatCount } from '../../text/number.ts';
import { useTokens } from '../../theme/use-tokens.ts';

const height = 170;

/** How many users, or items, have how many interactions. */
export function Distribution({ histogram, unit }: { histogram: Histogram; unit: 'user' | 'item' }) {
  const tokens = useTokens();
  const names = useMemo(() => barNames(histogram, formatCount), [histogram]);
  const figure = useMemo(() => distributionFigure(histogram, names, unit, tokens), [histogram, names, unit, tokens]);
  return (
    <WidePlot
      figure={figure}
      height={height}
      label={distributionWords(histogram, names, unit)}
      className="data-distribution"
    />
  );
}
