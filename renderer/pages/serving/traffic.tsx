import { useMemo } from 'react';
import type { ServingPoint } from '#shared/domain/serving.ts';
import { trafficFigure, trafficWords } from '../../plots/traffic.ts';
import { WidePlot } from '../../plots/wide-plot.tsx';
import { useTokens } from '../../theme/use-tokens.ts';

const height = 128;

/** Two minutes of the API: requests and errors a second, and how long answers took. */
export function Traffic({ points }: { points: readonly ServingPoint[] }) {
  const tokens = useTokens();
  const figure = useMemo(() => trafficFigure(points, tokens), [points, tokens]);
  return <WidePlot figure={figure} height={height} label={trafficWords(points)} className="traffic" />;
}
