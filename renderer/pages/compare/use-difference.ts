import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { DifferenceSide, DifferenceSource } from '#shared/domain/list-comparison.ts';
import { maxWindowCells, type MatrixOrder, type WindowAxes } from '#shared/domain/matrix.ts';
import { decodeWindow, type MatrixWindow } from '#shared/domain/window-bytes.ts';
import { fetchBytes } from '../../core/bytes.ts';
import { ask } from '../../core/calls.ts';
import { useKindred } from '../../core/kindred.tsx';
import type { View } from '../../plots/view.ts';

export type DifferenceAsk = View & { a: string; b: string; k: number; source: DifferenceSource; order: MatrixOrder };
/** The same window of A, of B and of their difference. */
export type DrawnDifference = { asked: DifferenceAsk; axes: WindowAxes; windows: Record<DifferenceSide, MatrixWindow> };

/** Milliseconds that a window stays in memory after it was last on screen. */
const keptFor = 30_000;

export function useDifference(asked: DifferenceAsk, enabled: boolean) {
  const { client } = useKindred();
  return useQuery<DrawnDifference>({
    queryKey: ['bytes.difference', asked],
    enabled,
    gcTime: keptFor,
    staleTime: Infinity,
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) => {
      const request = { ...asked, h: maxWindowCells, w: maxWindowCells };
      const windowOf = async (side: DifferenceSide) =>
        decodeWindow((await fetchBytes('difference', { ...request, side }, signal)).body);
      const [axes, a, b, difference] = await Promise.all([
        ask(client, 'lists.differenceAxes', request),
        windowOf('a'),
        windowOf('b'),
        windowOf('difference'),
      ]);
      return { asked, axes, windows: { a, b, difference } };
    },
  });
}
