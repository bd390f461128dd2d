import { queryOptions, type QueryClient } from '@tanstack/react-query';
import type { Client } from '#shared/api/rpc.ts';
import type { Diagonal, MatrixKind, MatrixOrder, WindowAggregation, WindowAxes } from '#shared/domain/matrix.ts';
import { maxWindowCells } from '#shared/domain/matrix.ts';
import { decodeWindow, type MatrixWindow } from '#shared/domain/window-bytes.ts';
import { fetchBytes, type BytesQuery } from '../../../core/bytes.ts';
import { ask } from '../../../core/calls.ts';
import { newId } from '../../../core/new-id.ts';
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

const windows = ['bytes.window'] as const;

/** The cache entry of a window at screen resolution. */
export const windowOptions = (client: Client, asked: WindowAsk) =>
  queryOptions<DrawnWindow>({
    queryKey: [...windows, asked],
    staleTime: Infinity,
    queryFn: async ({ signal }) => {
      const request = { ...asked, h: maxWindowCells, w: maxWindowCells };
      const [window, axes] = await Promise.all([
        fetchWindow(client, request, signal),
        ask(client, 'matrix.axes', request),
      ]);
      return { asked, window, axes };
    },
  });

/** A window from the core. Once nobody waits for it the core is told, for a host does not always hear of an abandoned request. */
export async function fetchWindow(client: Client, request: BytesQuery, signal: AbortSignal): Promise<MatrixWindow> {
  const id = newId();
  // Whether it was still under way, or there is no core left to ask, makes no difference here.
  const cancel = () => void ask(client, 'matrix.cancelWindow', { id }).catch(() => {});
  signal.addEventListener('abort', cancel, { once: true });
  try {
    return decodeWindow((await fetchBytes('window', { ...request, id }, signal)).body);
  } finally {
    signal.removeEventListener('abort', cancel);
  }
}

/** Windows kept for the way back; one has about a megabyte. */
export const keptWindows = 24;

/** Ends what is under way for nobody, and forgets the windows that were longest ago. */
export function tidyWindows(queries: QueryClient): void {
  const unseen = queries.getQueryCache().findAll({ queryKey: windows, type: 'inactive' });
  for (const query of unseen) if (query.state.fetchStatus === 'fetching') void query.cancel({ revert: true });
  const latestFirst = unseen.toSorted((a, b) => b.state.dataUpdatedAt - a.state.dataUpdatedAt);
  for (const query of latestFirst.slice(keptWindows)) queries.getQueryCache().remove(query);
}
