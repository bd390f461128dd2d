import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { Diagonal, MatrixKind, MatrixOrder, WindowAggregation, WindowAxes } from '#shared/domain/matrix.ts';
import { maxWindowCells } from '#shared/domain/matrix.ts';
import { decodeWindow, type MatrixWindow } from '#shared/domain/window-bytes.ts';
import { fetchBytes } from '../../../core/bytes.ts';
import { ask } from '../../../core/calls.ts';
import { useKindred } from '../../../core/kindred.tsx';
import type { View } from '../../../plots/view.ts';

export type WindowAsk = View & {
  run: string;
  kind: MatrixKind;
  order: MatrixOrder;
  agg: WindowAggregation;
  diagonal: Diagonal;
};
/** Numbers and axes of one window, with what was asked for, so that they are never drawn in another's place. */
export type DrawnWindow = { asked: WindowAsk; window: MatrixWindow; axes: WindowAxes };

/** Milliseconds that a window stays in memory after it was last on screen; one has about a megabyte. */
const keptFor = 30_000;

/** The window at screen resolution. While another is under way the former stays; a window nobody waits for any more is abandoned. */
export function useWindow(asked: WindowAsk, enabled = true) {
  const { client } = useKindred();
  return useQuery<DrawnWindow>({
    queryKey: ['bytes.window', asked],
    enabled,
    gcTime: keptFor,
    staleTime: Infinity,
    // Another matrix or order has nothing in common with what is on screen.
    placeholderData: (before, query) => {
      const last = query?.queryKey[1] as WindowAsk | undefined;
      return last?.kind === asked.kind && last.run === asked.run ? keepPreviousData(before) : undefined;
    },
    queryFn: async ({ signal }) => {
      const request = { ...asked, h: maxWindowCells, w: maxWindowCells };
      const [bytes, axes] = await Promise.all([
        fetchBytes('window', request, signal),
        ask(client, 'matrix.axes', request),
      ]);
      return { asked, window: decodeWindow(bytes.body), axes };
    },
  });
}
