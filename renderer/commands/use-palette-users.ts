import { useMemo } from 'react';
import type { Run } from '#shared/domain/run.ts';
import type { UserRow } from '#shared/domain/user-lens.ts';
import { useCall } from '../core/use-call.ts';

const none: readonly { user: UserRow; run: Run }[] = [];

/**
 * Users of the newest finished run whose ids contain what is typed after an `@`.
 * @param runs  the newest first
 */
export function usePaletteUsers(
  runs: readonly Run[] | undefined,
  query: string,
): readonly { user: UserRow; run: Run }[] {
  const run = runs?.find(({ status }) => status === 'FINISHED');
  const isAsked = run !== undefined && query.trimStart().startsWith('@');
  const text = query.trim().slice(1);
  const found = useCall('users.search', { run: run?.id ?? '-', text, limit: 20 }, { enabled: isAsked }).data;
  return useMemo(() => (isAsked && found ? found.users.map((user) => ({ user, run })) : none), [isAsked, found, run]);
}
