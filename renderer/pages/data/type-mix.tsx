import { useMemo } from 'react';
import { useElementSize } from '@mantine/hooks';
import { Plot } from '../../plots/plot.tsx';
import { typeCounts, typeMixFigure, typeMixHeight, typeMixWords } from '../../plots/type-mix.ts';
import { useTokens } from '../../theme/use-tokens.ts';

/** How many interactions there are of each type. */
export function TypeMix({ types }: { types: Readonly<Record<string, number>> }) {
  const { ref, width } = useElementSize();
  const tokens = useTokens();
  const counts = useMemo(() => typeCounts(types), [types]);
  const figure = useMemo(() => typeMixFigure(counts, tokens), [counts, tokens]);
  const height = typeMixHeight(counts);
  return (
    <div ref={ref} className="data-distribution" style={{ minHeight: height }}>
      {width > 0 && <Plot figure={figure} width={width} height={height} label={typeMixWords(counts)} />}
    </div>
  );
}
