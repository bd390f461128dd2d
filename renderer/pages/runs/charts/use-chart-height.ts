import { useViewportSize } from '@mantine/hooks';

const [lowest, highest] = [200, 400];

/** Pixels: a third of the window at most, so that the table keeps its place. */
export function useChartHeight(): number {
  const { height } = useViewportSize();
  return Math.max(lowest, Math.min(highest, Math.round(height * 0.29)));
}
