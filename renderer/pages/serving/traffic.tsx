import { useMemo } from 'react';
import { useElementSize } from '@mantine/hooks';
import type { ServingPoint } from '#shared/domain/serving.ts';
import { Plot } from '../../plots/plot.tsx';
import { trafficFigure, trafficWords } from '../../plots/traffic.ts';
import { useTokens } from '../../theme/use-tokens.ts';

const height = 128;

/** Two minutes of the API: requests and errors a second, and how long answers took. */
export function Traffic({ points }: { points: readonly ServingPoint[] }) {
  const { ref, width } = useElementSize();
  const tokens = useTokens();
  const figure = useMemo(() => trafficFigure(points, tokens), [points, tokens]);
  return (
    <div ref={ref} className="traffic" style={{ minHeight: height }}>
      {width > 0 && <Plot figure={figure} width={width} height={height} label={trafficWords(points)} />}
    </div>
  );
}
