import { useCall } from '../../core/use-call.ts';

/** A user whom the live version knows, so that the first question needs no typing; undefined until known. */
export function useSampleUser(run: string | undefined): string | undefined {
  const axes = useCall(
    'matrix.axes',
    { run: run ?? '', kind: 'user_item_matrix', r0: 0, r1: 1, c0: 0, c1: 1 },
    { enabled: run !== undefined, staleTime: Infinity },
  );
  return axes.data?.rows[0]?.id ?? undefined;
}
