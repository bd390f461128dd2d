import type { WhatIf } from '#shared/domain/user-lens.ts';
import { useCall } from '../../core/use-call.ts';
import type { HistoryChange } from './use-history-change.ts';

/** The list of a run, and beside it the one with the imagined history. */
export function useUserList(run: string | undefined, user: string, k: number, imagined: HistoryChange) {
  const stored = useCall('users.list', { run: run ?? '', user, k }, { enabled: run !== undefined });
  const answer = useCall(
    'users.whatIf',
    { run: run ?? '', user, k, ...imagined.change },
    { enabled: run !== undefined && imagined.isChanged, placeholderData: (before: WhatIf | undefined) => before },
  );
  return { stored, whatIf: imagined.isChanged ? answer : null };
}
