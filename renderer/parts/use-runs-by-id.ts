import { useQueries } from '@tanstack/react-query';
import type { Run } from '#shared/domain/run.ts';
import { useKindred } from '../core/kindred.tsx';
import { callOptions } from '../core/use-call.ts';
import { useSame } from '../core/use-same.ts';

/** Whole runs by id, in their order; those that are not there (yet) are left out. */
export function useRunsById(ids: readonly string[]): readonly Run[] {
  const { client } = useKindred();
  const answers = useQueries({ queries: ids.map((run) => callOptions(client, 'runs.show', { run })) });
  return useSame(answers.flatMap(({ data }) => data ?? []));
}
