import { queryOptions, useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { Client } from '#shared/api/rpc.ts';
import { ask, type CallName, type InputOf, type OutputOf } from './calls.ts';
import { useKindred } from './kindred.tsx';

/** The cache entry of one call with one input: its key is the call's name, then the input. */
export function callOptions<N extends CallName>(client: Client, name: N, input: InputOf<N>) {
  return queryOptions<OutputOf<N>>({ queryKey: [name, input], queryFn: () => ask(client, name, input) });
}

type Options<N extends CallName> = {
  enabled?: boolean;
  /** What to show until the answer is there, such as the previous answer. */
  placeholderData?: (previous: OutputOf<N> | undefined) => OutputOf<N> | undefined;
  staleTime?: number;
  /** Milliseconds between questions, for figures that change all the time and have no event; false for none. */
  refetchInterval?: number | false;
};

/** Asks the core and keeps the answer in the query cache under the name of the call. */
export function useCall<N extends CallName>(
  name: N,
  input: InputOf<N>,
  options: Options<N> = {},
): UseQueryResult<OutputOf<N>> {
  const { client } = useKindred();
  return useQuery<OutputOf<N>>({ ...callOptions(client, name, input), ...options } as Parameters<
    typeof useQuery<OutputOf<N>>
  >[0]);
}
