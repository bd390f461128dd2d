import { useCallback, useState } from 'react';
import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query';
import type { Run } from '#shared/domain/run.ts';
import type { InputOf, OutputOf } from '../../core/calls.ts';
import { useKindred } from '../../core/kindred.tsx';
import { callOptions } from '../../core/use-call.ts';
import { pagesOf } from './pages-of.ts';

/** Rows asked for at once. */
const pageSize = 100;

type Query = Pick<InputOf<'runs.list'> & object, 'filter' | 'order_by' | 'deleted'>;

/**
 * Runs by their position in the answer to a query; only pages in view are asked for.
 * While a new query is under way, and where it failed, the last good answer stays.
 */
export function useRunPages(query: Query) {
  const { client } = useKindred();
  const [view, setView] = useState({ first: 0, last: 0 });
  const page = (index: number) => ({ ...query, limit: pageSize, offset: index * pageSize });
  const first = useQuery({ ...callOptions(client, 'runs.list', page(0)), placeholderData: keepPreviousData });
  const [good, setGood] = useState<OutputOf<'runs.list'>>();
  if (first.data && first.data !== good) setGood(first.data);
  const head = first.data ?? good;

  const indices = pagesOf(view.first, view.last, pageSize).filter((index) => index * pageSize < (head?.total ?? 0));
  const others = useQueries({ queries: indices.map((index) => callOptions(client, 'runs.list', page(index))) });
  const rowAt = (position: number): Run | undefined => {
    const index = Math.floor(position / pageSize);
    const answer = index === 0 ? head : others[indices.indexOf(index)]?.data;
    return answer?.runs[position % pageSize];
  };
  const onRange = useCallback((from: number, to: number) => {
    setView((now) => (now.first === from && now.last === to ? now : { first: from, last: to }));
  }, []);
  const loaded = [head, ...others.map((answer) => answer.data)].flatMap((answer) => answer?.runs ?? []);
  return {
    /** Undefined before the first answer. */
    total: head?.total,
    rowAt,
    loaded,
    onRange,
    error: first.error ?? others.find((answer) => answer.error)?.error ?? null,
    isOld: first.isPlaceholderData,
    retry: () => void first.refetch(),
  };
}
