import { QueryClient } from '@tanstack/react-query';
import { KindredError } from '#shared/api/errors.ts';

/** Only what may be over in a moment is worth asking again: what the core refused, it would refuse again. */
const isPassing = (error: unknown) => error instanceof KindredError && error.code === 'no_answer';

/** Data is fresh until an event says otherwise, so nothing is asked again by a timer or by focus. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 60_000,
        gcTime: 10 * 60_000,
        refetchOnWindowFocus: false,
        networkMode: 'always',
        retry: (failures, error) => failures < 2 && isPassing(error),
      },
      mutations: { networkMode: 'always', retry: false },
    },
  });
}
