import { useEffect } from 'react';
import type { AppEvent } from '#shared/api/api.ts';
import { useKindred } from './kindred.tsx';
import { useLatest } from './use-latest.ts';

/** Calls `listener` on every event of the core while the component is mounted. */
export function useEvent(listener: (event: AppEvent) => void): void {
  const { listen } = useKindred();
  const latest = useLatest(listener);
  useEffect(() => listen((event) => latest()(event)), [listen, latest]);
}
