import { useMutation, useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import { ask, type CallName, type InputOf, type OutputOf } from './calls.ts';
import { useKindred } from './kindred.tsx';

/**
 * A call that changes something.
 * @param stale  names of calls, or their groups, whose cached answers it makes old
 */
export function useCommand<N extends CallName>(
  name: N,
  stale: readonly string[] = [],
): UseMutationResult<OutputOf<N>, Error, InputOf<N>> {
  const { client } = useKindred();
  const cache = useQueryClient();
  return useMutation<OutputOf<N>, Error, InputOf<N>>({
    mutationKey: [name],
    mutationFn: (input) => ask(client, name, input),
    onSuccess: () =>
      cache.invalidateQueries({
        predicate: ({ queryKey: [call] }) => stale.some((prefix) => String(call).startsWith(prefix)),
      }),
  });
}
