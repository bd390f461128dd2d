import { useEffect, useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { useKindred } from '../../../core/kindred.tsx';
import { useSame } from '../../../core/use-same.ts';
import type { View } from '../../../plots/view.ts';
import { sameView } from './cell-surface.tsx';
import { tidyWindows, windowOptions, type WindowAsk } from './window-query.ts';

/** Milliseconds that a window is on screen before the one after it is asked for. */
const idle = 150;

/** Where a step led, and where the same one leads again. */
export type Step = { to: View; next: View };

/**
 * Whoever took a step may well take it again: asks for the window that it leads to before it is needed, and for none once the reader
 * went elsewhere.
 * @param asked     the window on screen, or on its way there
 * @param isThere   whether it has come
 * @param windowAt  the window of a view; null where it costs more than it may be worth
 * @returns to be told of each step
 */
export function useWindowAhead(
  asked: WindowAsk,
  isThere: boolean,
  windowAt: (view: View) => WindowAsk | null,
): (step: Step) => void {
  const { client } = useKindred();
  const queries = useQueryClient();
  const [step, setStep] = useState<Step | null>(null);
  const here = useSame(asked);
  useEffect(() => tidyWindows(queries), [queries, here]);
  const isNext = isThere && step !== null && sameView(step.to, asked) && !sameView(step.next, asked);
  const ahead = useSame(isNext ? windowAt(step.next) : null);
  useEffect(() => {
    if (!ahead) return;
    const timer = setTimeout(() => void queries.prefetchQuery(windowOptions(client, ahead)), idle);
    return () => clearTimeout(timer);
  }, [client, queries, ahead]);
  return setStep;
}
