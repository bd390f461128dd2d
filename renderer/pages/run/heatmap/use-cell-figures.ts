import { useQuery } from '@tanstack/react-query';
import { useDebouncedValue } from '@mantine/hooks';
import { useKindred } from '../../../core/kindred.tsx';
import type { Cell } from './cell-text.ts';
import { fetchWindow, type WindowAsk } from './window-query.ts';

export type CellFigures = { mean: number; max: number; density: number; count: number };

/** Milliseconds that the cursor rests before a cell's other figures are asked for. */
const rest = 120;

const figures = ['mean', 'max', 'density'] as const;
const nowhere = { row: { from: 0, to: 1 }, col: { from: 0, to: 1 } };

/** Mean, greatest value and density of one aggregated cell; undefined while they come and for single cells, which have one value. */
export function useCellFigures(asked: WindowAsk, cell: Cell | null): CellFigures | undefined {
  const { client } = useKindred();
  const { run, kind, order, diagonal } = asked;
  const { row, col } = cell ?? nowhere;
  const here = { run, kind, order, diagonal, r0: row.from, r1: row.to, c0: col.from, c1: col.to, h: 1, w: 1 };
  const [settled] = useDebouncedValue(here, rest);
  const isAggregated = row.to - row.from > 1 || col.to - col.from > 1;
  const isSettled =
    settled.r0 === here.r0 && settled.c0 === here.c0 && settled.r1 === here.r1 && settled.c1 === here.c1;
  const { data } = useQuery({
    queryKey: ['bytes.cell', here],
    enabled: cell !== null && isAggregated && isSettled,
    staleTime: Infinity,
    queryFn: async ({ signal }) => {
      const windows = await Promise.all(figures.map((agg) => fetchWindow(client, { ...here, agg }, signal)));
      const [mean, max, density] = windows.map(({ values }) => values[0] ?? NaN);
      return { mean: mean ?? NaN, max: max ?? NaN, density: density ?? NaN, count: windows[0]?.counts[0] ?? 0 };
    },
  });
  return data;
}
