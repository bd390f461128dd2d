// @vitest-environment jsdom
import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { expect, it } from 'vitest';
import { keptWindows, tidyWindows } from '../../../../../renderer/pages/run/heatmap/window-query.ts';

const keyOf = (r0: number) => ['bytes.window', { r0 }];

it('keeps the latest windows for the way back, and those on screen however old they are', () => {
  const queries = new QueryClient();
  for (let r0 = 0; r0 < keptWindows + 10; r0++) queries.setQueryData(keyOf(r0), r0, { updatedAt: 1000 + r0 });
  queries.setQueryData(['bytes.cell', {}], 1, { updatedAt: 1 });
  const shown = new QueryObserver(queries, { queryKey: keyOf(0), staleTime: Infinity });
  const stop = shown.subscribe(() => {});
  tidyWindows(queries);
  const kept = queries.getQueriesData<number>({ queryKey: ['bytes.window'] }).map(([, r0]) => r0!);
  expect(kept.toSorted((a, b) => a - b)).toEqual([0, ...Array.from({ length: keptWindows }, (_, n) => n + 10)]);
  expect(queries.getQueryData(['bytes.cell', {}])).toBe(1);
  stop();
});

it('ends what is under way for nobody, and nothing that somebody waits for', async () => {
  const queries = new QueryClient();
  const ended: number[] = [];
  const underWay = (r0: number) => ({
    queryKey: keyOf(r0),
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      new Promise<number>((_, reject) => {
        signal.addEventListener('abort', () => {
          ended.push(r0);
          reject(signal.reason);
        });
      }),
  });
  const ahead = queries.prefetchQuery(underWay(1));
  const waiting = new QueryObserver(queries, underWay(2));
  const stop = waiting.subscribe(() => {});
  tidyWindows(queries);
  await ahead;
  expect(ended).toEqual([1]);
  expect(waiting.getCurrentResult().fetchStatus).toBe('fetching');
  stop();
  expect(ended).toEqual([1, 2]);
});
