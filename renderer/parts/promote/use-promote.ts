import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ModelVersion } from '#shared/domain/model-version.ts';
import type { ServingStatus } from '#shared/domain/serving.ts';
import { ask, type InputOf } from '../../core/calls.ts';
import { useKindred } from '../../core/kindred.tsx';
import { followRegistry } from '../follow-registry.ts';

export type Promoted = { version: ModelVersion; serving: ServingStatus | null; servingError: Error | null };
type Decision = InputOf<'models.promote'> & { start: boolean };

/** Makes a version live, then lets the API serve it; an API that cannot does not take the decision back. */
export function usePromote() {
  const { client } = useKindred();
  const cache = useQueryClient();
  return useMutation<Promoted, Error, Decision>({
    mutationKey: ['models.promote'],
    mutationFn: async ({ start, ...decision }) => {
      const version = await ask(client, 'models.promote', decision);
      try {
        return { version, serving: await followRegistry(client, version, start), servingError: null };
      } catch (error) {
        return { version, serving: null, servingError: error instanceof Error ? error : new Error(String(error)) };
      }
    },
    onSettled: () =>
      cache.invalidateQueries({
        predicate: ({ queryKey: [call] }) => ['models.list', 'models.history', 'serving.status'].includes(String(call)),
      }),
  });
}
