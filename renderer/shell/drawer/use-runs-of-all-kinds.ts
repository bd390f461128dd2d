import type { Run } from '#shared/domain/run.ts';
import type { InputOf } from '../../core/calls.ts';
import { useCall } from '../../core/use-call.ts';

/** What a search finds among the runs of each kind. */
export function useRunsOfAllKinds(query: Omit<NonNullable<InputOf<'runs.list'>>, 'kind'>): Run[] {
  const recommenders = useCall('runs.list', { ...query, kind: 'recommender' });
  const queries = useCall('runs.list', { ...query, kind: 'query_performance' });
  return [...(recommenders.data?.runs ?? []), ...(queries.data?.runs ?? [])];
}
