import { useCallback, useRef } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { applyEvent, type Outdate } from './live-cache.ts';
import { useEvent } from './use-event.ts';

/** Milliseconds in which old answers are gathered before the pages ask again; a hundred seeds end in one question, not a hundred. */
const gather = 200;

/** Mounted once, in the shell. */
export function useLiveCache(): void {
  const cache = useQueryClient();
  const waiting = useRef(new Map<string, Parameters<Outdate>[1]>());
  const outdate = useCallback<Outdate>(
    (key, matches) => {
      if (waiting.current.size === 0) {
        setTimeout(() => {
          const all = [...waiting.current.values()];
          waiting.current.clear();
          void cache.invalidateQueries({ predicate: (entry) => all.some((matches) => matches(entry)) });
        }, gather);
      }
      waiting.current.set(key, matches);
    },
    [cache],
  );
  useEvent((event) => applyEvent(cache, outdate, event));
}
