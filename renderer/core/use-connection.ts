import { useCallback, useSyncExternalStore } from 'react';
import { useQueryClient, type QueryCacheNotifyEvent } from '@tanstack/react-query';
import { KindredError } from '#shared/api/errors.ts';

const isSilent = (error: unknown) => error instanceof KindredError && error.code === 'no_answer';

/** What an answer says of the connection; undefined for what did not come from the core. */
function heardIn(event: QueryCacheNotifyEvent): boolean | undefined {
  if (event.type !== 'updated') return undefined;
  const { action } = event;
  if (action.type === 'success') return action.manual ? undefined : true;
  if (action.type === 'error' || action.type === 'failed') return isSilent(action.error) ? false : undefined;
  return undefined;
}

let isHeard = true;

/** Whether the core answered when it was asked last; nobody asks only to find out. */
export function useConnection(): boolean {
  const cache = useQueryClient().getQueryCache();
  const subscribe = useCallback(
    (changed: () => void) =>
      cache.subscribe((event) => {
        const heard = heardIn(event);
        if (heard === undefined || heard === isHeard) return;
        isHeard = heard;
        changed();
      }),
    [cache],
  );
  return useSyncExternalStore(subscribe, () => isHeard);
}
