import { useElementSize } from '@mantine/hooks';
import type { Figure } from './figure.ts';
import { Plot, type PlotEvents } from './plot.tsx';

type Props = Pick<PlotEvents, 'onMark' | 'onMarkPress' | 'onBrush'> & {
  figure: Figure;
  height: number;
  /** What the picture shows, in words. */
  label: string;
  className?: string;
};

/** A figure as wide as its place. */
export function WidePlot({ height, className, ...plot }: Props) {
  const { ref, width } = useElementSize();
  return (
    <div ref={ref} className={className} style={{ minHeight: height }}>
      {width > 0 && <Plot {...plot} width={width} height={height} />}
    </div>
  );
}
