import { useQueries } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { UserMetricsPage } from '#shared/domain/user-metrics.ts';
import type { InputOf } from '../../../core/calls.ts';
import { useKindred } from '../../../core/kindred.tsx';
import { callOptions } from '../../../core/use-call.ts';
import { useSame } from '../../../core/use-same.ts';

/** Rows asked for at once. */
export const pageSize = 100;

type Query = Omit<InputOf<'runs.userMetrics'>, 'limit' | 'offset'>;

/** The pages of users that are in view; those that were stay in the cache. */
export function useUserPages(query: Query, { first, last }: { first: number; last: number }) {
  const { client } = useKindred();
  const [from, to] = [Math.floor(first / pageSize), Math.floor(last / pageSize)];
  const wanted = Array.from({ length: to - from + 1 }, (_, at) => from + at);
  const answers = useQueries({
    queries: wanted.map((page) => ({
      ...callOptions(client, 'runs.userMetrics', { ...query, limit: pageSize, offset: page * pageSize }),
      staleTime: Infinity,
    })),
  });
  const known = answers.find(({ data }) => data !== undefined)?.data;
  const metrics = useSame(known?.metrics ?? []);
  const rowAt = useCallback(
    (index: number): UserMetricsPage['rows'][number] | undefined => {
      const place = wanted.indexOf(Math.floor(index / pageSize));
      return answers[place]?.data?.rows[index % pageSize];
    },
    [answers, wanted],
  );
  const failed = answers.find(({ error }) => error !== null);
  return { total: known?.total, metrics, rowAt, error: failed?.error ?? null, retry: () => void failed?.refetch() };
}
