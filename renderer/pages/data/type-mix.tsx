import { useMemo } from 'react';
import { typeCounts, typeMixFigure, typeMixHeight, typeMixWords } from '../../plots/type-mix.ts';
import { WidePlot } from '../../plots/wide-plot.tsx';
import { useTokens } from '../../theme/use-tokens.ts';

/** How many interactions there are of each type. */
export function TypeMix({ types }: { types: Readonly<Record<string, number>> }) {
  const tokens = useTokens();
  const counts = useMemo(() => typeCounts(types), [types]);
  const figure = useMemo(() => typeMixFigure(counts, tokens), [counts, tokens]);
  const height = typeMixHeight(counts);
  return <WidePlot figure={figure} height={height} label={typeMixWords(counts)} className="data-distribution" />;
}
