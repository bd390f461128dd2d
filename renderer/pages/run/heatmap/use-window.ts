import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useKindred } from '../../../core/kindred.tsx';
import { windowOptions, type DrawnWindow, type WindowAsk } from './window-query.ts';

/** The window at screen resolution. While another is under way the former stays; a window nobody waits for any more is abandoned. */
export function useWindow(asked: WindowAsk) {
  const { client } = useKindred();
  return useQuery<DrawnWindow>({
    ...windowOptions(client, asked),
    // Another matrix or order has nothing in common with what is on screen.
    placeholderData: (before, query) => {
      const last = query?.queryKey[1] as WindowAsk | undefined;
      return last?.kind === asked.kind && last.run === asked.run ? keepPreviousData(before) : undefined;
    },
  });
}
