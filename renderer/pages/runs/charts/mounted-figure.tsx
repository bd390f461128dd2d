import { useElementSize } from '@mantine/hooks';
import { runSelection } from '../../../core/run-selection.ts';
import type { Figure } from '../../../plots/figure.ts';
import { Plot } from '../../../plots/plot.tsx';
import { useChartHeight } from './use-chart-height.ts';

/** A figure of runs as wide as its place; pointing at a mark points at its run everywhere, pressing it selects. */
export function MountedFigure({ figure, label }: { figure: Figure; label: string }) {
  const { ref, width } = useElementSize();
  const height = useChartHeight();
  return (
    <div ref={ref} className="chart-figure" style={{ height }}>
      {width > 0 && (
        <Plot
          figure={figure}
          width={width}
          height={height}
          label={label}
          onMark={runSelection.hover}
          onMarkPress={runSelection.toggleSelected}
        />
      )}
    </div>
  );
}
