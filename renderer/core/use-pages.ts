import { useCallback, useState } from 'react';
import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query';
import type { CallName, InputOf, OutputOf } from './calls.ts';
import { useKindred } from './kindred.tsx';
import { pagesOf } from './pages-of.ts';
import { callOptions } from './use-call.ts';

/** Rows asked for at once. */
const pageSize = 100;

/** A call that answers by pages, and how its answer is read. */
type Paged<N extends CallName, P extends Page> = {
  name: N;
  input(limit: number, offset: number): InputOf<N>;
  read(answer: OutputOf<N>): P;
  enabled?: boolean;
};
type Page = { rows: readonly unknown[]; total: number };

/**
 * Rows by their position in the answer to a query; only pages in view are asked for.
 * While a new query is under way, and where it failed, the last good answer stays.
 */
export function usePages<N extends CallName, P extends Page>({ name, input, read, enabled = true }: Paged<N, P>) {
  const { client } = useKindred();
  const [view, setView] = useState({ first: 0, last: 0 });
  const options = (index: number) => ({ ...callOptions(client, name, input(pageSize, index * pageSize)), enabled });
  const first = useQuery({ ...options(0), placeholderData: keepPreviousData });
  const [good, setGood] = useState<OutputOf<N>>();
  if (first.data && first.data !== good) setGood(first.data);
  const answer = first.data ?? good;
  const head = answer && read(answer);

  const indices = pagesOf(view.first, view.last, pageSize).filter((index) => index * pageSize < (head?.total ?? 0));
  const others = useQueries({ queries: indices.map(options) });
  const pageAt = (index: number) => {
    const other = others[indices.indexOf(index)]?.data;
    return index === 0 ? head : other && read(other);
  };
  const onRange = useCallback((from: number, to: number) => {
    setView((now) => (now.first === from && now.last === to ? now : { first: from, last: to }));
  }, []);
  return {
    /** Undefined before the first answer. */
    total: head?.total,
    /** The first page, with what an answer says beside its rows. */
    head,
    rowAt: (position: number): P['rows'][number] | undefined =>
      pageAt(Math.floor(position / pageSize))?.rows[position % pageSize],
    loaded: [0, ...indices].flatMap((index) => pageAt(index)?.rows ?? []),
    onRange,
    error: first.error ?? others.find((page) => page.error)?.error ?? null,
    isOld: first.isPlaceholderData || (first.data === undefined && answer !== undefined),
    retry: () => void first.refetch(),
  };
}
