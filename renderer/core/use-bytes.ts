import { useQuery } from '@tanstack/react-query';
import { fetchBytes, type BytesQuery } from './bytes.ts';

/** Bytes that never change under their name, such as a file of a run; kept in the query cache like any answer. */
export function useBytes(path: string, query: BytesQuery) {
  return useQuery({
    queryKey: [`bytes.${path}`, query],
    staleTime: Infinity,
    queryFn: ({ signal }) => fetchBytes(path, query, signal),
  });
}
